"""People, their posts, departments and institutions."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.enums import InstitutionKind, LegalForm
from inspections.rules.roles import Role
from inspections.rules.vietnamese import normalise, sort_key


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the sign-in name is folded to lower case."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account with a hashed password (unusable when none is given)."""
        user = self.model(username=username.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account that may enter the technical administration."""
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person; one name field, so that «H'Wen Niê Kđăm» stays whole. People are deactivated, never deleted."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=150)
    sort_name = models.CharField(max_length=400, editable=False, db_index=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    is_staff = models.BooleanField(_("vào trang kỹ thuật"), default=False)
    is_fictional = models.BooleanField(_("nhân vật minh hoạ"), default=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")
        ordering = ["sort_name"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the name NFC and its Vietnamese sort key beside it."""
        self.full_name = normalise(self.full_name)
        self.sort_name = sort_key(self.full_name)
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[-1]


class Department(models.Model):
    """A specialised agency under the People's Committee (Sở) that runs inspections."""

    code = models.SlugField(_("mã"), max_length=30, unique=True)
    name = models.CharField(_("tên"), max_length=200)

    class Meta:
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")

    def __str__(self) -> str:
        return self.name


class Institution(models.Model):
    """A vocational institution (cơ sở giáo dục nghề nghiệp) under management."""

    code = models.CharField(_("mã"), max_length=30, unique=True)
    name = models.CharField(_("tên"), max_length=200)
    sort_name = models.CharField(max_length=600, editable=False, db_index=True)
    kind = models.CharField(_("loại hình"), max_length=20, choices=InstitutionKind)
    legal_form = models.CharField(_("hình thức pháp lý"), max_length=20, choices=LegalForm)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="institutions", null=True, blank=True
    )
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    commune = models.CharField(_("xã, phường"), max_length=100, blank=True)
    province = models.CharField(_("tỉnh"), max_length=100, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    is_fictional = models.BooleanField(_("cơ sở minh hoạ"), default=False)
    valid_from = models.DateField(_("hoạt động từ ngày"), null=True, blank=True)
    valid_until = models.DateField(_("hoạt động đến hết ngày"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("sáp nhập vào"),
    )
    exempt_from_visits = models.BooleanField(
        _("chấp hành tốt, thuộc diện miễn kiểm tra thực tế"), default=False
    )
    exemption_basis = models.CharField(_("căn cứ miễn kiểm tra thực tế"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("cơ sở giáo dục nghề nghiệp")
        verbose_name_plural = _("cơ sở giáo dục nghề nghiệp")
        ordering = ["sort_name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the name NFC and its Vietnamese sort key beside it."""
        self.name = normalise(self.name)
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)


class Membership(models.Model):
    """A post held from a day to a day, in one department or at one institution; rights hang on it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("vai trò"), max_length=30, choices=Role)
    title = models.CharField(_("chức vụ"), max_length=150, blank=True)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="posts"
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="posts"
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_until = models.DateField(_("đến hết ngày"), null=True, blank=True)
    appointment_ref = models.CharField(_("quyết định bổ nhiệm, phân công"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("chức vụ, vai trò")
        verbose_name_plural = _("chức vụ, vai trò")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(department__isnull=False, institution__isnull=True)
                | models.Q(department__isnull=True, institution__isnull=False),
                name="membership_in_one_place",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="membership_until_after_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.title or self.get_role_display()}"


class Capacity(models.Model):
    """In what capacity a person signs, by date: GIÁM ĐỐC, or KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC (trap 47)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="capacities")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="capacities")
    lines = models.CharField(_("quyền hạn ký (mỗi dòng cách nhau bằng |)"), max_length=200)
    scope = models.CharField(_("lĩnh vực, nội dung được ký"), max_length=500, blank=True)
    basis = models.CharField(_("văn bản phân công, ủy quyền"), max_length=300, blank=True)
    valid_from = models.DateField(_("từ ngày"))
    valid_until = models.DateField(_("đến hết ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("quyền hạn ký")
        verbose_name_plural = _("quyền hạn ký")
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="capacity_until_after_from",
            ),
        ]

    def __str__(self) -> str:
        return self.lines.replace("|", " / ")
