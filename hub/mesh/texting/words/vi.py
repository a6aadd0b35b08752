"""Vietnamese, with its marks and without them."""

from __future__ import annotations

from collections.abc import Mapping

from hub.mesh.texting.vocabulary import Keyword, Vocabulary

KEYWORDS: Mapping[Keyword, str] = {
    Keyword.NEED: "=cần, cần giúp, tôi cần, nhu cầu, đang cần, cần xin",
    Keyword.OFFER: "=tặng, cho mượn, biếu, cung cấp",
    Keyword.LIST: "danh sách, xem danh sách, bảng tin, có gì",
    Keyword.SOS: "sos, cứu với, cứu tôi, cứu tôi với, cứu mạng, cấp cứu",
    Keyword.LANG: "ngôn ngữ, tiếng",
    Keyword.READ: "=đọc, =xem, chi tiết, =mở",
    Keyword.CLAIM: """=nhận, nhận giúp, tôi nhận, để tôi, tôi làm, tôi giúp, em nhận,
        mình nhận""",
    Keyword.NOTE: "ghi chú, nhắn, trả lời, lời nhắn, bình luận",
    Keyword.MET: "=xong, =đã có, đã xong, xong rồi, đã đủ, đủ rồi, có rồi, hoàn thành",
    Keyword.STILL: "vẫn cần, còn cần, vẫn còn cần, =vẫn, gia hạn, giữ lại",
    Keyword.DROP: "=bỏ, =gỡ, =xóa, =xoá, =hủy, =huỷ, rút lại, gỡ xuống, thôi không cần",
    Keyword.MORE: "=thêm, xem thêm, tiếp, tiếp theo, tiếp tục, nữa",
    Keyword.OK: """=ổn, tôi ổn, chúng tôi ổn, vẫn ổn, khỏe, tôi khỏe, bình an, an toàn,
        tôi an toàn, chúng tôi an toàn, ok, oke, nhà tôi ổn, mọi người ổn, không sao""",
    Keyword.HELP: """trợ giúp, giúp đỡ, giúp, giúp tôi, giúp với, hướng dẫn, lệnh, cách
        dùng""",
    Keyword.YES: "có, vâng, dạ, dạ có, đúng, ừ, được, đồng ý, đăng đi, dạ vâng, phải",
    Keyword.NO: "không, không cần, dạ không, khỏi, đừng đăng, thôi, không đăng",
}

TOPICS: Mapping[str, str] = {
    "water": """nước, nước uống, nước sạch, nước lọc, nước suối, bình nước, thùng nước,
        nước đóng chai, chai nước""",
    "food": """thức ăn, =đồ ăn, thực phẩm, lương thực, gạo, bánh mì, mì gói, mì tôm, mì
        ăn liền, rau, trái cây, =sữa, =trứng, =cơm, đồ hộp, =cháo, =lạc, =thịt, cá khô,
        nhu yếu phẩm""",
    "meals": """bữa ăn, suất ăn, cơm nóng, cơm hộp, bữa tối, bữa trưa, bữa sáng, nấu ăn,
        nấu cơm, đồ ăn nóng, phần cơm, suất cơm""",
    "shopping": """đi chợ, đi chợ giùm, đi chợ giúp, đi chợ hộ, mua đồ, đi mua đồ, đi
        siêu thị""",
    "medicine": """thuốc, thuốc men, insulin, thuốc hạ sốt, thuốc huyết áp, thuốc tim,
        thuốc kháng sinh, kháng sinh, thuốc xịt hen, ống hít, bông băng, băng gạc, sơ
        cứu, bình oxy, oxy, thuốc giảm đau, naloxone, kim tiêm, que thử""",
    "health": """bác sĩ, y tá, khám bệnh, cấp cứu, xe cứu thương, bệnh viện, trạm y tế,
        y tế, đỡ đẻ, nữ hộ sinh, lọc máu, chạy thận, xe lăn, =nạng, khung tập đi, khẩu
        trang""",
    "mental_health": """người lắng nghe, tâm lý, tư vấn tâm lý, người để nói chuyện,
        người nói chuyện""",
    "health_advice": "tư vấn sức khỏe, lời khuyên sức khỏe, hỏi bác sĩ",
    "childcare": """trông trẻ, giữ trẻ, trông con, giữ con, trông cháu, giữ cháu, trông
        bé, giữ bé, coi con, coi bé, coi cháu, giữ em bé, trông em bé""",
    "care": """=tã, tã em bé, tã lót, tã người lớn, =bỉm, sữa bột, sữa công thức, sữa
        cho bé, sữa em bé, sữa em, khăn ướt, quần áo em bé, xe đẩy, =nôi, băng vệ sinh,
        bình sữa""",
    "elder_care": """thăm người già, chăm người già, chăm sóc mẹ, chăm mẹ, chăm bố, chăm
        ba, chăm bà, chăm ông, trông bà, trông ông, chăm sóc người già, tắm rửa, chăm
        người bệnh, phụ chăm""",
    "pets": """thú cưng, thức ăn cho chó, thức ăn cho mèo, thức ăn chó, thức ăn mèo, đồ
        ăn cho mèo, đồ ăn cho chó, hạt cho mèo, cát mèo, dắt chó, giữ chó, giữ mèo,
        trông chó""",
    "housing": """chỗ ở, chỗ ở tạm, chỗ ngủ, nơi ở, nơi ngủ, phòng trọ, chỗ trọ, chỗ
        trú, ở nhờ, ngủ nhờ, một phòng, phòng trống, phòng ở""",
    "shelter": """nơi trú, nơi trú ẩn, =lều, =bạt, tấm bạt, mái che, mái nhà, =nệm,
        =đệm, =giường, giường xếp, túi ngủ, tôn lợp""",
    "warmth": "sưởi ấm, máy sưởi, lò sưởi, =củi, gas, bình gas, than, túi chườm",
    "repairs": """sửa chữa, thợ sửa, thợ điện, thợ nước, thợ mộc, thợ hồ, sửa ống nước,
        sửa điện, sửa mái, =thợ""",
    "cleaning": """dọn dẹp, xà phòng, xà bông, nước tẩy, bột giặt, giấy vệ sinh, nước
        rửa chén, đồ vệ sinh, máy giặt, giặt đồ, túi rác, nước rửa tay, khử trùng""",
    "supplies": """đồ dùng, vật dụng, bàn ghế, =nồi, xoong, chén bát, kem đánh răng, bàn
        chải, đồ dùng học tập, sách vở, cặp sách, đồ đạc, thùng giấy""",
    "clothes": """chăn, =mền, chăn màn, quần áo, áo ấm, áo khoác, áo mưa, giày, =dép,
        =tất, =vớ, găng tay, =khăn, khăn tắm, =gối, đồ lót, áo len, =ủng""",
    "power": """=pin, cục sạc, sạc dự phòng, sạc điện thoại, cục pin, máy phát điện, đèn
        pin, =nến, đèn cầy, ổ điện, =xăng, =dầu, =điện, bình ắc quy, =đèn""",
    "tools": """dụng cụ, =xẻng, cái thang, khoan, =cưa, =búa, máy bơm, máy bơm nước,
        =xô, dây thừng, xe rùa, =đinh, =ván, =cuốc""",
    "rides": """đi nhờ xe, xe chở, quá giang, =chở, chở đi, chở đến, chở giùm, xe tải,
        xe máy, tài xế, đi bệnh viện, đưa đi, đưa đến, đưa đón, ghe, =xuồng, =thuyền, ca
        nô, sơ tán, xe hơi, xe ô tô, xe lớn, có xe, xe trực, người chở, xe bán tải""",
    "errands": """việc vặt, lấy thuốc, lấy thuốc giùm, mua thuốc giùm, giao hàng, chạy
        việc, ra nhà thuốc""",
    "accompaniment": """đi cùng, người đi cùng, đi chung, đi với tôi, đi cùng tôi, đi
        khám cùng""",
    "company": "bầu bạn, người trò chuyện, =thăm, ghé thăm",
    "comfort": "an ủi, cầu nguyện, lời cầu nguyện",
    "recreation": "đồ chơi, trò chơi, sách truyện, =truyện, chơi với các cháu",
    "papers": "giấy tờ, hồ sơ, điền đơn, làm đơn, mẫu đơn, công chứng, photo",
    "translation": """phiên dịch, thông dịch, người phiên dịch, người thông dịch, dịch
        giùm, dịch giúp, dịch thư, người nói tiếng Anh, biết tiếng Anh""",
    "benefits": "trợ cấp, phiếu thực phẩm, trợ cấp thất nghiệp, bảo hiểm, medicaid",
    "legal": "trợ giúp pháp lý, luật sư, tư vấn pháp luật, pháp lý, bảo lãnh",
    "money": "tiền, tiền mặt, tiền thuê nhà, tiền nhà, vay, mượn tiền, quyên góp",
    "technology": "máy tính, điện thoại, máy in, máy tính bảng, laptop, radio",
    "internet": "internet, wifi, =mạng, sim, =sóng",
    "safety": "an ninh, cứu hộ, đội cứu hộ, công an, cảnh sát, cứu hỏa, bảo vệ",
    "other": """giúp đỡ, =giúp, người giúp, một tay, tình nguyện viên, hỗ trợ, người
        phụ, việc làm, thông tin, người khiêng""",
}

PLIGHTS: Mapping[str, str] = {
    "food": """đói quá, đang đói, bị đói, đói lắm, chưa ăn gì, không có gì ăn, chưa được
        ăn, nhịn đói, chết đói, hết đồ ăn""",
    "water": "khát quá, khát nước, đang khát, không có gì uống",
    "shelter": """ngủ ngoài đường, ngủ ngoài trời, không có chỗ ở, không có chỗ ngủ,
        không có nhà, mất nhà, sập nhà, nhà bị sập, màn trời chiếu đất, nhà bị cuốn
        trôi""",
    "warmth": "lạnh quá, lạnh cóng, rét quá, bị lạnh",
    "health": """bị thương, chảy máu, bệnh nặng, ốm nặng, khó thở, sắp sinh, đang đau
        đẻ, bị ngất""",
    "safety": "bị kẹt, mắc kẹt, kẹt trong thang máy, bị chôn vùi",
    "other": """giúp tôi với, giúp chúng tôi, giúp chúng tôi với, xin giúp đỡ, xin hãy
        giúp, làm ơn giúp, ai giúp tôi, ai giúp với, ai giúp giùm, ai có thể giúp""",
}

VOCABULARY = Vocabulary(
    code="vi",
    names="""tiếng Việt, Việt, Vietnamese, vietnamita, vietnamien, vyetnamyen, 越南语,
        越南文, الفيتنامية, فيتنامي, vi, vie, vn""",
    keywords=KEYWORDS,
    needs="cần giúp, nhu cầu, cần, đang cần",
    offers="cho tặng, đồ cho, tặng, chia sẻ",
    topics=TOPICS,
    needing="""=cần, đang cần, rất cần, cần gấp, cần thêm, cần mượn, cần xin, cần người,
        cần tìm, tìm, đang tìm, =xin, xin ít, cho xin, cho tôi xin, cho em xin, cho con
        xin, cho mượn giùm, cho tôi mượn, cho em mượn, cho mình mượn, muốn mượn, muốn
        xin, ai có, có ai có, nhà ai có, ai còn, ai dư, ai có dư, có ai biết chỗ, ai có
        thể, có ai có thể, ai giúp, có ai giúp, ai cho, có ai cho, ai biết chỗ nào, ở
        đâu có, chỗ nào có, chỗ nào bán, mua ở đâu, lấy ở đâu, kiếm đâu ra, thiếu, đang
        thiếu, sắp hết, gần hết, cần được, yêu cầu, nhờ ai, nhờ người, cần ai, muốn có,
        gửi cho chúng tôi, gửi giúp, kiếm, có ai đi, mua giùm, mua giúp, mua hộ, ai
        rảnh, cần người phụ, cho mình xin, cho con mượn, ai cho mượn, nhờ ai có, nhờ có
        ai""",
    needed="đang rất cần, cần gấp, đang thiếu",
    lacking="""không có, không còn, hết, hết sạch, đã hết, đang hết, thiếu, đang thiếu,
        hết cả, chưa có, chưa nhận được, không đủ, mất hết, cạn, không mua được, không
        tìm được, hết rồi""",
    pleading="làm ơn, với ạ, vui lòng, giùm với",
    plights=PLIGHTS,
    offering="""tôi có thể cho, tôi tặng, cho mượn, tôi cho mượn, có dư, còn dư, tôi còn
        dư, tôi có dư, nhà tôi có dư, nhà có dư, tặng, xin tặng, chia sẻ, biếu, miễn
        phí, phát miễn phí, ai cần, ai muốn, nếu ai cần, ai thiếu, có ai cần, tôi chở
        được, tôi giúp được, muốn tặng, muốn cho, cứ qua lấy, qua lấy, tôi có thể chở,
        tôi có thể giúp, tôi có thể nấu, tôi có thể trông, tôi có thể sửa, mình có thể
        chở, mình có thể giúp, mình có thể cho, em có thể chở, em có thể giúp, em có thể
        cho, chúng tôi có thể cho, tôi muốn tặng, mình muốn tặng, mình cho mượn, em cho
        mượn, nhà em cho mượn, nhận trông, nhận giữ, tôi nhận trông, cứ lên hái, mỗi nhà
        lấy, mỗi nhà một, ai cần cứ""",
    offered="""miễn phí, cho ai cần, để cho, để tặng, ai cần thì lấy, ai cần qua lấy, ai
        cần cứ lấy, ai cần ghé lấy, cho không, ai cần, cứ đến lấy, cứ qua lấy""",
    idle="""cần biết, cần ngủ, cần đi ngủ, cần nghỉ, cần nói, cần phải, không có gì,
        không có chi, không có vấn đề, không còn cách, cho tôi hỏi, cho em hỏi, xin lỗi,
        xin chào, xin cảm ơn, xin cám ơn, tìm hiểu, hết giờ, hết ngày, hết rồi nha, xin
        chúc, cần thiết, không có điện, xin phép, tôi có thể hỏi, hết mưa, xin báo, xin
        thông báo, cần cẩn thận, phát biểu, phát hiện, cần chú ý, cần thì, nếu cần, khi
        cần, cần gì, cho hỏi, xin nói, tìm chủ, tìm cháu, tìm con, tìm mẹ, tìm người
        nhà""",
    voiding="""không, chưa, khỏi, đừng, chẳng, bạn, anh, chị, nếu, khi, những người, bạn
        có, không còn, không ai, hết""",
    chat="""haha, hihi, hehe, kkk, lol, đùa thôi, có lại rồi, có lại, đã có lại, chảy
        lại, về rồi, đến rồi, tới rồi, cảm ơn vì, cám ơn vì, cảm ơn đã, cám ơn đã, đã
        nhận được, nhận được rồi, cà phê, ly cà phê, uống bia, nhậu, chúc ngủ ngon, ngủ
        ngon, chúc mừng, sinh nhật, trận đấu, bộ phim, bài hát, dự báo thời tiết, thời
        tiết, bán, cần bán, hẹn gặp, đi ngủ, không cần nữa, khỏi cần, không cần""",
    numbers="""một, hai, ba, bốn, năm, sáu, bảy, tám, chín, mười, mười một, mười hai/một
        tá""",
    counting="cho, nhà có, gia đình, chúng tôi có, x, có, đủ cho, nhà",
    counted="""người, người lớn, trẻ em, đứa nhỏ, cháu, gia đình, hộ, em bé, bé, cụ,
        cái, chiếc, tấm, thùng, gói, chai, bịch, hộp, phần, suất, bao, lít, kg, ký, đôi,
        bộ, bình, cây, viên, cuộn, miệng ăn""",
    uncounted="""ngày, giờ, tiếng, phút, tuần, tháng, năm, tuổi, tầng, km, mét, lần, độ,
        phần trăm, rưỡi, đêm, h, hôm, bữa nay, giờ sáng, giờ chiều, giờ tối""",
    places="""tầng, lầu, phòng, căn hộ, căn, số, số nhà, nhà số, lúc, từ, đến, tuổi,
        tòa, toà, nhà, cửa, đường, phố, hẻm, ngõ, khu, size, cỡ, đt, điện thoại, tổ, ấp,
        xã, phường, quận, hồi, thứ, ngày, mùng, chung cư, block, lô, sđt""",
    fillers="""làm ơn, xin vui lòng, vui lòng, xin chào, chào, chào cả nhà, chào mọi
        người, alo, cảm ơn, cám ơn, dạ, ạ, nhé, nha, với, giùm, gấp, ngay, tất cả, mọi
        người, bà con, cả nhà, bà con ơi, mọi người ơi, cho tôi, cho em, số, ơi, =em,
        =cô bác""",
    common="""và, là, của, ở, trong, trên, có, này, đó, tôi, chúng tôi, em, anh, chị,
        bạn, mình, con, cháu, ông, bà, nhà, được, đang, đã, sẽ, cũng, nhưng, vì, nếu,
        thì, mà, ai, gì, đâu, hôm nay, ngày mai, từ, đến, rồi, không, chưa, các, những,
        nhiều, ít, lên, xuống, đi, về, bị, nên, tầng, lầu, phòng""",
    tonal=True,
)
