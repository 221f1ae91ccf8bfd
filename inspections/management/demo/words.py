"""What the invented people write; nothing here is about a real institution."""

NO_OVERLAP = "Đã tra lịch sử kiểm tra 24 tháng và kế hoạch của cơ quan khác; không trùng nội dung, thời gian."
SCOPES = {
    "tuyen-sinh": "Việc chấp hành quy định pháp luật về tuyển sinh trong thời kỳ kiểm tra.",
    "chuan-co-so": "Việc duy trì mức độ đáp ứng chuẩn cơ sở giáo dục nghề nghiệp trong thời kỳ kiểm tra.",
    "van-bang-chung-chi": "Việc in, quản lý, cấp phát văn bằng, chứng chỉ trong thời kỳ kiểm tra.",
    "nha-giao": "Việc chấp hành quy định về nhà giáo, cán bộ quản lý trong thời kỳ kiểm tra.",
    "cong-khai-thu-chi": "Việc công khai, thu, chi trong thời kỳ kiểm tra.",
    "dang-ky-lien-ket": "Việc đăng ký hoạt động, liên kết đào tạo trong thời kỳ kiểm tra.",
}
OBJECTIVE = "Đánh giá việc chấp hành pháp luật; hướng dẫn đơn vị khắc phục tồn tại, hạn chế nếu có."
REQUIREMENT = (
    "Đúng nội dung, phạm vi, thời hạn của quyết định; không cản trở hoạt động bình thường của đơn vị."
)
CHANNEL = "Trực tuyến trên hệ thống Kiểm tra số và phòng họp trực tuyến của Sở"
ASSIGNMENT = "Trưởng đoàn phụ trách chung; mỗi thành viên kiểm tra các nội dung được phân công."
RESOURCES = "Máy tính, đường truyền của Sở; kinh phí trong dự toán được giao."
OUTLINE_REPORT = "Đơn vị đã thực hiện các nội dung theo đề cương; hồ sơ, tài liệu kèm theo từng nội dung."
OTHER_HEAD = "Nguyễn Thị Minh Hoạ"
COMPLIES = "Theo báo cáo của đơn vị: đã thực hiện. Đoàn đối chiếu hồ sơ: khớp với báo cáo."
FALLS_SHORT = (
    "Theo báo cáo của đơn vị: đã thực hiện. Đoàn đối chiếu hồ sơ: còn thiếu, chưa đúng mẫu quy định."
)
FINDING = "Hồ sơ lưu tại đơn vị chưa đầy đủ so với quy định tại thời điểm kiểm tra."
EXPLANATION = "Đơn vị nhất trí và sẽ bổ sung hồ sơ còn thiếu trong 15 ngày."
SETTLEMENT = "Đơn vị đã thừa nhận; hồ sơ bổ sung sau thời điểm kiểm tra nên giữ nguyên."
FILE_NAME = "ho-so-minh-hoa.pdf"
REPLY = "Đơn vị gửi hồ sơ theo yêu cầu."
LOCATOR = "điều khoản minh hoạ"
FILE_TITLE = "TÀI LIỆU MINH HOẠ"
FILE_TEXT = "Tệp này chỉ để minh hoạ: không phải hồ sơ của đơn vị nào, không có giá trị sử dụng."
VISIT_PLACE = "trụ sở %(institution)s"
VISIT_WORK = "Xem thực tế phòng học, xưởng thực hành; đối chiếu với hồ sơ đơn vị đã nộp."
