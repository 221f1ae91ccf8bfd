"""Words of abolished units, ministries and papers that stand on nothing new (trap 27)."""

import re

OLD_UNITS = re.compile(
    r"\b(huyện|quận|thị xã|LĐTBXH|LĐ-TB&XH|lao động - thương binh)\b|chứng minh nhân dân", re.IGNORECASE
)
