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
ORIGINAL_PLACE = "Tủ hồ sơ kiểm tra, cặp 1"
SCAN_TITLE = "BẢN QUÉT MINH HOẠ"
SCAN_TEXT = (
    "Chỗ này là bản quét văn bản giấy đã ký tay, đóng dấu. Bản dùng thử không có văn bản giấy thật; "
    "các văn bản ký số trong bản dùng thử có toàn văn."
)
PLAN_LINE = "Kế hoạch kiểm tra chuyên đề của Sở trong năm, danh mục kèm theo."
FAR_APART = (
    "Ba đơn vị ở ba xã cách nhau trên 40 km, đường đang sửa; Đoàn phải đi lại hai lượt để xem hồ sơ gốc "
    "của nhà giáo."
)
TWO_REGISTERS = (
    "Đơn vị tuyển sinh hai hệ, hai đợt; số liệu hai sổ khác nhau, phải đối chiếu từng hồ sơ nhập học."
)
FLOOD = "Mưa lũ làm sạt lở, chia cắt đường vào địa bàn; đơn vị cho người học nghỉ, Đoàn không tiếp cận được hồ sơ gốc."
LINKS_ORDER = "Công văn minh hoạ số 15 của Ủy ban nhân dân tỉnh về kiểm tra liên kết đào tạo."
MERGER = "Quyết định minh hoạ số 21 về việc sáp nhập Trường Trung cấp Minh Hoạ Bảo Lộc vào Trường Cao đẳng Minh Hoạ Phan Thiết."
MERGED = (
    "Đơn vị đã sáp nhập theo Quyết định minh hoạ số 21, không còn tồn tại; hồ sơ kiểm tra không chuyển sang "
    "đơn vị kế thừa."
)
FILES_LEFT = (
    "Hợp đồng liên kết của đơn vị còn lại ký ba bên với đơn vị đã sáp nhập; phải xác minh thêm từng hợp đồng."
)
SIGNS = (
    "Phản ánh kèm ảnh chụp thông báo tuyển sinh ngành chưa có trong giấy chứng nhận đăng ký hoạt động, đang thu "
    "tiền giữ chỗ của người học."
)
SIGNS_FILE = "anh-thong-bao-tuyen-sinh.pdf"
SIGNS_PLACE = "Trụ sở đơn vị và điểm tiếp nhận hồ sơ nhập học"
BEYOND_US = (
    "Ba nhà giáo cùng đứng tên tại hai đơn vị trong cùng khung giờ; có dấu hiệu lập khống hợp đồng để đủ tỉ lệ, "
    "vượt thẩm quyền xác minh của Đoàn."
)
BEYOND_US_BASIS = "Điểm c khoản 3 Điều 15 Nghị định 217/2025/NĐ-CP"
SOURCE = "Một người làm việc tại đơn vị cho biết có hai hợp đồng thỉnh giảng ký lùi ngày. Không nêu tên trong hồ sơ."
DIARY_LEAD = "Làm việc trực tiếp tại đơn vị buổi chiều; thống nhất danh sách hồ sơ nhà giáo cần xem bản gốc."
DIARY_MEMBER = "Đối chiếu 24 hồ sơ nhà giáo với hợp đồng và thời khóa biểu; 03 hồ sơ phải xác minh thêm."
DIARY_REMOTE = "Xem từ xa sổ theo dõi giờ giảng của %(institution)s; gửi câu hỏi bổ sung qua hệ thống."
PETITION = (
    "Đề nghị Đoàn xem xét cho đơn vị nộp dữ liệu tuyển sinh đợt 2 trước ngày kết thúc kiểm tra vì hệ thống của "
    "đơn vị đang chuyển đổi."
)
A_PARENT = "Phụ huynh một học sinh (không nêu tên)"
INCOMING_NUMBER = "118/Đ"
FEEDBACK = "Phản ánh đơn vị chưa niêm yết các khoản thu của năm học tại bảng tin như kết luận trong biên bản kiểm tra."
EXEMPT = "Thông báo minh hoạ số 8: doanh nghiệp chấp hành tốt, chưa phát hiện vi phạm trong các lần kiểm tra trước."
NEW_ITEM_QUESTION = "Chọn 10 hồ sơ nhập học trực tuyến: xem xác nhận của người học, thời điểm nộp, giấy tờ đã đối chiếu bản gốc."
NEW_ITEM = "Tiếp nhận hồ sơ nhập học trực tuyến đúng quy chế tuyển sinh đã công khai."
NEW_ITEM_GROUP = "Tuyển sinh trực tuyến"
ABSENCE = "Đi công tác theo lịch của Sở"
FORMER_AGENCY = "Sở Lao động - Thương binh và Xã hội (số liệu minh hoạ)"
KEPT_AT = "Kho lưu trữ Sở, hộp %(box)s (minh hoạ)"
PAPER_LEADS = ("Lương Văn Minh Hoạ", "Trịnh Thị Minh Hoạ", "Đinh Công Minh Hoạ")
ADMISSION_RULES = "Quy chế tuyển sinh"
HEAD_NAMED = "Quyết định công nhận Hiệu trưởng"
HEAD_NAMED_WHY = "Thẩm quyền của người ký quy chế, quyết định trúng tuyển."
FROM_VAULT = "Dùng lại bản trong kho tài liệu của đơn vị."
RENEWED_NUMBER = "31/QC-MHA (minh hoạ)"
# Title, number, issued so many days ago, ends in so many days (0: no end).
VAULT = (
    ("Giấy chứng nhận đăng ký hoạt động giáo dục nghề nghiệp", "28/GCNĐKHĐ (minh hoạ)", 900, 0),
    (ADMISSION_RULES, "12/QC-MHA (minh hoạ)", 420, 0),
    (HEAD_NAMED, "05/QĐ-MH (minh hoạ)", 600, 1225),
    ("Biên bản kiểm tra an toàn phòng cháy, chữa cháy", "17/BB-PCCC (minh hoạ)", 347, 18),
)
SIX = (
    ("TS.01", "Giấy chứng nhận đăng ký hoạt động giáo dục nghề nghiệp"),
    ("TS.02", "Quy chế tuyển sinh đang áp dụng"),
    ("TS.06", "Thông báo tuyển sinh và ảnh chụp nơi niêm yết"),
    ("TS.07", "Quyết định thành lập hội đồng, phân công nhiệm vụ các thành viên"),
    ("TS.09", "Danh sách trúng tuyển đợt 1 kèm 10 hồ sơ gốc của người học"),
    ("TS.10", "Sổ theo dõi nhập học đợt 2"),
)
SIX_NOTE = "Tệp đặt tên theo số thứ tự của nội dung thì hệ thống tự xếp vào đúng chỗ."
SHARE_NOTE = "Cô chuẩn bị giúp trước thứ Sáu, quét rõ dấu và chữ ký."
INVITED_ADDRESS = "giaovu-moi@minhhoa.example.vn"
INVITED_NAME = "Cao Thị Minh Hoạ"
NOTICE_FILE = "3. Thông báo tuyển sinh.pdf"
PREPARED_REPLY = "Thông báo đợt 1 niêm yết tại cổng trường và trang thông tin điện tử từ tháng 3."
BETTER_FILE = "ho-so-minh-hoa-ban-ro-hon.pdf"
STRAY_FILE = "anh-chup-so-don-vi-khac.pdf"
STRAY = "Tải nhầm hồ sơ của đơn vị khác vào cuộc kiểm tra này."
MORE_TIME = "Cán bộ giữ hồ sơ gốc đi công tác, hai ngày nữa mới mở được kho lưu trữ của nhà trường."
OUTLINE_LINE = "Đơn vị đã thực hiện đúng quy định; số liệu, hồ sơ kèm theo tại mục này."
TWO = (
    "Danh sách nhà giáo cơ hữu, thỉnh giảng trong thời kỳ kiểm tra",
    "Hợp đồng thỉnh giảng và thời khóa biểu của từng nhà giáo",
)
ARRIVAL = 2058
THEIR_NUMBER = "46/TT-MHQK"
PAPER_ANSWER = "Trả lời yêu cầu cung cấp hồ sơ nhà giáo"
PAPER_SCAN = "ban-quet-van-ban-den.pdf"
PAPER_REPLY = "Đơn vị có 18 nhà giáo cơ hữu, 06 nhà giáo thỉnh giảng; danh sách kèm theo văn bản."
PHOTOGRAPH = "anh-xuong-thuc-hanh-minh-hoa.jpg"
CAMERA = ("Minh Hoa", "Dien thoai 1")
AWAY = "Đi công tác theo lịch của Sở; đã bàn giao nội dung phụ trách cho Trưởng đoàn."
RELATED = "Bùi Thị Minh Hoạ"
RELATED_POST = "Tổ trưởng giáo vụ, người giữ sổ gốc cấp chứng chỉ"
RELATED_SAYS = "Sổ gốc do tôi giữ, ghi đủ từ khóa trước; phần thiếu là của người tiền nhiệm."
SUPPLEMENT_REASON = "Biên bản đã ký thiếu tên một tài liệu đơn vị đã xuất trình tại buổi làm việc."
SUPPLEMENT_TEXT = (
    "Bổ sung vào mục hồ sơ đã xem: Sổ theo dõi thiết bị đào tạo năm học (minh hoạ).\n"
    "Các nội dung khác của biên bản giữ nguyên."
)
RECEIVER = "Ủy ban nhân dân tỉnh (minh hoạ)"
SENDING = {"axis": "TLT-MH-000381", "qlvb": "QLVB-MH-0112"}
ARRIVED = (
    ("Trường Trung cấp Minh Hoạ Cư Jút", "19/CV-MHCJ", "Đề nghị cho biết thành phần Đoàn đến làm việc"),
    ("Công an xã Minh Hoạ", "07/CV-CAX", "Phối hợp xác minh địa điểm tiếp nhận hồ sơ nhập học"),
)
NAMED = ("Mai Thị Minh Hoạ", "Nhân viên văn phòng", "vanphong-mh12@minhhoa.example.vn")
NAMED_NUMBER = "09/GC-MHĐT"
TEMPLATE_NAME = "mau-phieu-yeu-cau-cua-phong.docx"
TEMPLATE_LINES = (
    "{{ superior|in_hoa }}",
    "{{ agency|in_hoa }}",
    "Số: {{ so_ky_hieu }}",
    "{{ dia_danh_ngay }}",
    "{{ type_name|in_hoa }}",
    "{{ subject }}",
    "Kính gửi: {{ addressed_to }}",
    "Đoàn kiểm tra đề nghị đơn vị cung cấp:",
    "{%p for item in items %}",
    "{{ loop.index }}. {{ item.asked }} (liên quan: {{ item.relevance }})",
    "{%p endfor %}",
    "Người liên hệ: {{ contact.name }}, {{ contact.post }}.",
    "{{ signer.title|in_hoa }}",
    "{{ signer.name }}",
)
