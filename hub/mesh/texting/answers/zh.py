"""Chinese answers."""
# ruff: noqa: RUF001 (its signs are meant)

from __future__ import annotations

from hub.mesh.texting.answers.wording import Wording

WORDING = Wording(
    code="zh",
    need="需要",
    offer="提供",
    taken="有人在办",
    posted="已发布，短名 {id}：{kind}“{words}”。办好了发：已解决 {id}。撤下发：撤回 "
    "{id}",
    posted_already="这条已经在板上了，短名 {id}。",
    send_the_rest="这一段收到了。请发余下的；最后一段末尾不要有…",
    say_what_need="需要什么？例如：需要 4个人的水，二楼",
    say_what_offer="能提供什么？例如：提供 3条毯子",
    confirm_need="要发布为“需要：{category}”吗？请回 是 或 不",
    confirm_offer="要发布为“提供：{category}”吗？请回 是 或 不",
    not_posted="好，不发布。",
    nothing_asked="我没有问什么。发 帮助 看看可以发什么。",
    empty_list="现在什么都没有。您能提供些什么吗？提供 3条毯子",
    more_follows="更多：还有 {count} 条",
    no_more="就这些。发 列表 从头看。",
    no_such="这里没有 {id}，或者已经结束。发 列表 看看有什么。",
    several="有几条以 {id} 开头：{ids}。是哪一条？",
    which_one="哪一条？请在后面写短名：{keyword} K7Q。发 列表 看短名。",
    over="{id} 已经解决或撤下了。",
    claimed="您认领了 {id}“{words}”。谢谢。要告诉对方：留言 {id} 在路上。去不了：撤"
    "回 {id}",
    backup="已经有邻居在办 {id}。您是后备，谢谢。去不了：撤回 {id}",
    claimed_already="您已经认领了 {id}。去不了：撤回 {id}",
    own_post="{id} 是您自己的。解决了？已解决 {id}。撤下：撤回 {id}",
    noted="留言已附在 {id}，只给相关的人看。",
    say_what_note="留什么言？例如：留言 {id} 在路上",
    met="{id} 已解决，太好了！",
    still="{id} 继续留在板上。",
    dropped="{id} 已撤下。",
    released="您不再负责 {id}，别人可以接。谢谢告知。",
    not_writer="只有发布 {id} 的电台能这样做。",
    claim_first="留言只在发布的人和帮忙的人之间。要帮 {id}：认领 {id}",
    direct_please="请用私信发给我，不要发在频道里。",
    unsure_radio="不能确定这是您的电台发的。等两台电台互有密钥后，请用私信发来。",
    too_many="一台电台发得太多了，请过 {minutes} 分钟再试。",
    too_long="太长了：最多 {most} 个字。",
    cannot_write="现在存不了，什么都没有改。请稍后再试，或告诉管理这台机器的人。",
    sos_noted="您的求救已记下，管理这台机器的人能看到。可以的话，请同时拨打急救电话。",
    ok_noted="太好了，已记下您平安。",
    language_set="从现在起我用中文回答。",
    which_language="哪种语言？语言 加其中之一：{codes}",
    help="需要 4个人的水\n提供 3条毯子\n列表，列表 食物\n查看 K7Q\n认领 K7Q：我来\n"
    "有危险：SOS 和您在哪里\n更多",
    help_more="留言 K7Q 在路上\n已解决 K7Q\n仍需要 K7Q\n撤回 K7Q：撤下，或不再认领\n"
    "平安：我没事\n语言 zh\nK7Q 是一条信息的短名。",
    unclear="没看懂。发 帮助 看看可以发什么。",
    announced="新的{kind} {id}：{words}。能帮吗？认领 {id}",
    helper_found="已经有邻居在办您的 {id}。",
    note_for_you="{id} 的留言：{words}",
    note_waits="{id} 有给您的留言。请用私信发：查看 {id}",
    still_needed="{id}“{words}”还需要吗？仍需要 {id} 或 已解决 {id}",
    alert="警报：{words}",
    alert_over="已经过去：{words}",
)
