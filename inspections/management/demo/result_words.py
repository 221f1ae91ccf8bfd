"""What people of the demonstration write after the minutes; everything is invented."""

ORIGINAL_PLACE = "Văn thư Sở, cặp kết quả kiểm tra 2026, ngăn 2"
SUMMARY = (
    "Đơn vị chấp hành quyết định kiểm tra, cung cấp hồ sơ, tài liệu qua hệ thống đúng hạn. Hồ sơ được đối chiếu cơ bản "
    "đúng quy định; còn nội dung chưa đúng, chưa đủ nêu trong biên bản."
)
SUMMARY_CLEAN = (
    "Đơn vị chấp hành quyết định kiểm tra, cung cấp hồ sơ, tài liệu qua hệ thống đúng hạn. Chưa phát hiện tồn tại, hạn chế "
    "trong phạm vi, nội dung và thời kỳ kiểm tra."
)
CONTACT = "Phòng Giáo dục nghề nghiệp, điện thoại 0261 000 0000 (số minh họa)"
ASKED = (
    "Rà soát, bổ sung thông báo tuyển sinh còn thiếu và công khai trên trang thông tin của đơn vị.",
    "Lập đủ hồ sơ người học trúng tuyển theo đúng đợt, lưu tại bộ phận đào tạo.",
    "Ban hành quy trình kiểm tra hồ sơ tuyển sinh, phân công người chịu trách nhiệm.",
)
REMARKS = (
    "Nêu rõ số nội dung kiểm tra từ xa và số nội dung kiểm tra trực tiếp.",
    "Ghi căn cứ theo điều, khoản của tồn tại này.",
)
RETURNED = "Đề nghị bổ sung hai điểm đã ghi, rồi trình lại."
SETTLED = "Đã tiếp thu, bổ sung trong bản trình này."
PLAN_PERSON = "Trưởng phòng Đào tạo"
PLAN_STEPS = "Rà soát hồ sơ còn thiếu; bổ sung; niêm yết và lưu minh chứng."
ROOT_CAUSE = "Phân công chưa rõ khi thay đổi nhân sự phụ trách tuyển sinh."
MEASURE = "Đã rà soát, bổ sung đủ hồ sơ còn thiếu, niêm yết công khai và phân công người theo dõi."
PROOF_NAME = "ho-so-da-bo-sung.pdf"
FIXED = "Hồ sơ bổ sung đủ, đúng quy định."
PARTLY = "Mới bổ sung được một phần hồ sơ; đề nghị hoàn thiện phần còn lại."
NOT_FIXED = "Tệp nộp chưa thể hiện việc công khai trên trang thông tin."
STATEMENT = "Các yêu cầu khắc phục đã hoàn thành; hồ sơ đủ theo mục lục, không còn việc lưu ý."
LATER_REASON = "Trang thông tin của đơn vị đang nâng cấp, xin lùi để công khai trên trang mới."
LATER_GRANTED = "Đồng ý; đơn vị niêm yết tại trụ sở trong thời gian chờ."
NO_ANSWER = "Đơn vị đã nhận dự thảo biên bản, trả lời qua điện thoại là không có ý kiến khác."
NOT_SIGNED = "Người đại diện đi công tác, không ký"
WITNESS = "Lê Văn Chứng"
WITNESS_ADDRESS = "Tổ dân phố 3 (người minh họa)"
CAUSE = "Đơn vị chưa phân công rõ người theo dõi khi quy định thay đổi."
