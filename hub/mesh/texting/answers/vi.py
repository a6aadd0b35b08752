"""Vietnamese answers."""

from __future__ import annotations

from hub.mesh.texting.answers.wording import Wording

WORDING = Wording(
    code="vi",
    need="cần",
    offer="cho",
    taken="có người lo",
    posted="Đã đăng, tên {id}: {kind}, “{words}”. Khi xong: XONG {id}. Gỡ xuống: BỎ "
    "{id}",
    posted_already="Tin này đã đăng rồi, tên {id}.",
    send_the_rest="Đã nhận phần này. Xin gửi tiếp; phần cuối không có … ở cuối.",
    say_what_need="Bạn cần gì? Ví dụ: CẦN nước cho 4 người, lầu 2",
    say_what_offer="Bạn cho được gì? Ví dụ: TẶNG 3 cái chăn",
    confirm_need="Đăng tin này là CẦN {category}? Trả lời CÓ hoặc KHÔNG",
    confirm_offer="Đăng tin này là CHO {category}? Trả lời CÓ hoặc KHÔNG",
    not_posted="Vâng, không đăng.",
    nothing_asked="Tôi chưa hỏi gì. TRỢ GIÚP cho biết nhắn được gì.",
    empty_list="Lúc này chưa có gì. Bạn cho được gì không? TẶNG 3 cái chăn",
    more_follows="THÊM: còn {count}",
    no_more="Hết rồi. DANH SÁCH để xem lại từ đầu.",
    no_such="Ở đây không có {id}, hoặc đã hết hạn. Xem: DANH SÁCH",
    several="Nhiều tin bắt đầu bằng {id}: {ids}. Tin nào?",
    which_one="Tin nào? Viết tên ngắn sau chữ: {keyword} K7Q. Xem: DANH SÁCH",
    over="{id} đã xong hoặc đã gỡ.",
    claimed="Bạn nhận {id}, “{words}”. Cảm ơn. Nhắn họ: GHI CHÚ {id} tôi đang tới. "
    "Không làm được: BỎ {id}",
    backup="Đã có người lo {id}. Bạn là người dự phòng, cảm ơn. Không làm được: BỎ "
    "{id}",
    claimed_already="Bạn đã nhận {id} rồi. Không làm được: BỎ {id}",
    own_post="{id} là tin của bạn. Xong chưa? XONG {id}. Gỡ xuống: BỎ {id}",
    noted="Ghi chú đã kèm {id}, cho người liên quan.",
    say_what_note="Ghi chú gì? Ví dụ: GHI CHÚ {id} tôi đang tới",
    met="{id} đã xong. Mừng quá!",
    still="{id} vẫn còn trên bảng.",
    dropped="{id} đã gỡ.",
    released="Bạn thôi lo {id}. Người khác nhận được. Cảm ơn đã báo.",
    not_writer="Chỉ máy đã đăng {id} mới làm được.",
    claim_first="Ghi chú là giữa người cần và người giúp. Để giúp {id}: NHẬN {id}",
    direct_please="Xin gửi tin này cho tôi bằng tin nhắn riêng, không qua kênh chung.",
    unsure_radio="Tôi không chắc tin này từ máy của bạn. Xin gửi tin nhắn riêng, "
    "khi hai "
    "máy đã biết khóa của nhau.",
    too_many="Một máy gửi vậy là nhiều. Xin thử lại sau {minutes} phút.",
    too_long="Dài quá: tối đa {most} chữ cái.",
    cannot_write="Lúc này không lưu được, nên chưa đổi gì. Xin thử lại sau, hoặc báo "
    "người trông coi máy.",
    sos_noted="Đã ghi SOS của bạn; người trông coi máy thấy được. Nếu được, hãy gọi cả "
    "số cấp cứu.",
    ok_noted="Mừng quá. Đã ghi là bạn ổn.",
    language_set="Từ giờ tôi trả lời bằng tiếng Việt.",
    which_language="Tiếng nào? NGÔN NGỮ và một trong: {codes}",
    help="CẦN nước cho 4\nTẶNG 3 cái chăn\nDANH SÁCH\nĐỌC K7Q\nNHẬN K7Q: tôi làm\n"
    "Nguy hiểm: SOS và chỗ bạn ở\nTHÊM",
    help_more="GHI CHÚ K7Q tôi đang tới\nXONG K7Q\nVẪN CẦN K7Q\n"
    "BỎ K7Q: gỡ, hoặc thôi nhận\nỔN: tôi ổn\nNGÔN NGỮ vi\nK7Q là tên ngắn của tin.",
    unclear="Tôi chưa hiểu. TRỢ GIÚP cho biết nhắn được gì.",
    announced="Mới, {kind} {id}: {words}. Bạn giúp được? NHẬN {id}",
    helper_found="Đã có người lo {id} cho bạn.",
    note_for_you="Ghi chú ở {id}: {words}",
    note_waits="Có ghi chú cho bạn ở {id}. Bằng tin nhắn riêng: ĐỌC {id}",
    still_needed="{id}, “{words}”: còn cần không? VẪN CẦN {id} hoặc XONG {id}",
    alert="BÁO ĐỘNG: {words}",
    alert_over="Đã qua: {words}",
)
