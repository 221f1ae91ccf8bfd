"""Những cấu hình bị từ chối khi khởi động, để bản chạy thật không mở cửa vì sơ ý."""

from config.env import EnvError

DEMO_SECRET_KEY = "khoa-ban-trinh-dien-khong-dung-cho-ban-chay-that-0123456789"  # noqa: S105 - known on purpose


def refuse_unsafe(*, debug: bool, demo: bool, secret_key: str, hosts: list[str], testing: bool) -> None:
    """Stop the start of a production system that is open to strangers (DEBUG, known secret, any host)."""
    if testing or demo:
        return
    if debug:
        raise EnvError(
            "DEBUG=1 không dùng được cho bản chạy thật: hãy đặt DEBUG=0, hoặc DEMO=1 nếu chỉ chạy thử."
        )
    if secret_key == DEMO_SECRET_KEY:
        raise EnvError(
            "Thiếu SECRET_KEY: bản chạy thật cần một chuỗi bí mật riêng, không dùng chuỗi của bản trình diễn. "
            'Hãy tạo bằng lệnh: python -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    if len(secret_key) < 40:
        raise EnvError("SECRET_KEY quá ngắn: hãy dùng chuỗi ngẫu nhiên từ 40 ký tự trở lên.")
    if "*" in hosts:
        raise EnvError(
            "ALLOWED_HOSTS=* mở cho mọi tên miền: hãy ghi đúng tên miền của hệ thống, cách nhau bằng dấu phẩy."
        )
