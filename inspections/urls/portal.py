"""The institution's own pages: everything of it on one page, and its vault of documents."""

from django.urls import path

from inspections.views import own_page, vault

urlpatterns = [
    path("don-vi/", own_page.own_page, name="own_page"),
    path("kho-tai-lieu/", vault.vault, name="vault"),
    path("kho-tai-lieu/moi/", vault.vault_new, name="vault_new"),
    path("kho-tai-lieu/<int:pk>/tep/", vault.vault_file, name="vault_file"),
    path("kho-tai-lieu/<int:pk>/ban-moi/", vault.vault_version, name="vault_version"),
    path("kho-tai-lieu/<int:pk>/thoi-dung/", vault.vault_retire, name="vault_retire"),
    path("ho-so/<int:pk>/tep/<int:file_id>/cat-vao-kho/", vault.vault_keep, name="vault_keep"),
]
