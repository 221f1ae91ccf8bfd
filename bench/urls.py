"""Our addresses and those of the twins in one table, so that neither side pays for changing tables."""

from django.urls import include, path

from bench import stock, twins
from config.urls import urlpatterns as ours

urlpatterns = [path("twins/", include(twins)), path("stock/", include(stock)), *ours]
