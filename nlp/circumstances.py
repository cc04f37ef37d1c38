"""How the work stood (用工情况): contract, way of pay, the boss within reach or not, card, gate, address.

Each is read only where it is said; a word that could be either way stays silent.
"""

import re
from typing import NamedTuple

from nlp.normalize import Text
from nlp.understanding import Fact


class _Reading(NamedTuple):
    """A pattern that says a value of a field, tried only where one of `needs` stands."""

    field: str
    value: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    sure: float = 0.94


def _say(field: str, value: str, needs: str, pattern: str, sure: float = 0.94) -> _Reading:
    return _Reading(field, value, frozenset(needs), re.compile(pattern), sure)


_LEADER = r"(?:包工头子?|工头|班组长|带班的?|包工老板|包活的)(?!队)"
#: The first reading of a field that fits wins.
_READINGS = (
    _say("contract", "no", "合协", r"(?:没有?|未|无|不|从没|也没|都没|没跟我们?|没给我们?|没和我们?)(?:有|给我们?|跟我们?|和我们?|与我们?|曾|能|让我们?)?(?:签订?|签过|签署|订立|订)?(?:过|任何|书面|正式|什么|劳动|用工|劳务|正规|的|份|个)*(?:合同|协议)(?!工|款|价|里|上|约定|到期)|(?:合同|协议)(?:也|都|一直|根本|从来|是|就|到现在|至今)*(?:没有?|未|不给|不)(?:签|给签|订|有|跟我签)|没签(?:任何|过)?(?=,|，|。|$)|口头(?:协议|约定|说|承诺|合同)|(?:只是|就是)口头"),
    _say("contract", "yes", "合协", r"(?:签了|签过|签订了?|签有|有签|签的是?|订了|有)(?:一份|一年|两年|三年|劳动|用工|劳务|书面|正式|的|个|过|了|固定期限|正规)*(?:合同|协议)(?!纠纷)|(?:合同|协议)(?:也|都|是)*(?:签了|签过|签的|有签|我有|在我|还在手|到期)"),
    _say("relation", "dispatch", "派遣介资外", r"劳务派遣|派遣(?:公司|工|单位|员工)|(?:劳务)?中介(?:公司)?(?:介绍|招|派|带|送|安排|签)|(?:通过|经|被)(?:一个|一家)?(?:劳务)?中介|人力资源(?:有限)?公司|劳务外包"),
    _say("relation", "platform", "平众骑滴货美饿跑网", r"平台(?:上|接单|注册|派单|跑|骑手|司机|扣|不给|欠)|众包|骑手|美团|饿了么|滴滴|货拉拉|网约车|跑单"),
    _say("relation", "foreman", "头组带活", rf"(?:跟着?|给|替|帮|是|由|找|问|向|欠|催)(?:我们?|俺们?|咱们?|那个|这个|一个|个|的|小|工地|老乡|本地|上面|，)*{_LEADER}|{_LEADER}(?:人|老板)?(?:叫|姓|是|名叫|[:：])?[^,，。;；!！?？\n]{{0,8}}?(?:欠|拖|不给|没给|没发|不发|不结|没结|不付|克扣|赖|没钱|带(?:我|俺|去|来|着|出)|招|叫我|叫去|喊|找我|雇|请我|介绍|跑|答应|承诺|说过?(?:年|两|几|等|结|发|给)|失联|推|躲|卷|消失|电话|不接|发(?:的|了)|转)|{_LEADER}[^。;；!！?？\n]{{0,18}}?[,，](?:一共|总共|还)?(?:欠|拖欠)我"),
    _say("relation", "no_contract", "合协", r"(?:没有?|未|无|不|从没|也没|都没)(?:有|给我们?|跟我们?|和我们?|与我们?|曾|能)?(?:签订?|签过|签署|订立|订)?(?:过|任何|书面|正式|什么|劳动|用工|劳务|的|份|个)*(?:合同|协议)(?!工|款|价|里|上|约定|到期)|(?:合同|协议)(?:也|都|一直|根本|从来|是|就)*(?:没有?|未|不给|不)(?:签|给签|订|有)", 0.88),
    _say("relation", "direct", "直正厂公", r"(?:跟|和|与)(?:公司|厂里|厂|单位|项目部|店里|酒店)(?:直接)?签|直接(?:跟|和|与)?(?:公司|厂|老板|项目部|单位)?(?:签|招|雇|聘)|(?:公司|厂里|厂|单位|项目部)直(?:接)?(?:招|聘|签|雇)|正式(?:员工|工|职工)|直签|直招", 0.9),
    _say("boss_reachable", "no", "电微联人接通黑失关找躲删停", r"(?:电话|手机|微信|信息|短信|号码|他|老板|人|都|也|就|一直|打)(?:打|也|都|就|又|一直|现在|老是|再|根本|总是|全|怎么|号|发|已经|永远|从来|给)*(?:不接|没人接|打不通|不通|关机|停机|空号|不回|没回|没人应|无法接通|拉黑|联系不上|联系不到|找不到|找不着|无人接听|忙音|换号|换了号|不在服务区|通不了|接都不接)|不接(?:我们?的?|工人的?)?(?:电话|手机)|(?:联系|找|打|寻|见)(?:老板|他|人|都|也)?不(?:上|到|着|通)(?!钱)|拉黑|失联|不回(?:我)?(?:微信|信息|消息|短信)|玩失踪|躲着(?:我们|不见|我)|躲起来|避而不见|见不到(?:人|老板|他)|不见人影|不露面|人间蒸发|找不到人|电话(?:关机|停机|空号)|没(?:有)?(?:他|老板)(?:的)?(?:电话|联系方式)"),
    _say("boss_reachable", "yes", "联接找见电", r"(?:能|可以|还能?)(?:联系|找|打)(?:得)?(?:上|到|通|着)(?:他|老板|人)?|电话(?:能|还能|可以)?打(?:得)?通|(?:电话)(?:也|都|还|倒|倒是)*接(?:了|的|就)(?!不)|(?:老板|他)(?:还|人|也|就|一直|天天)*在(?:工地|厂里|公司|本地|村里|家里?|办公室|店里)(?=,|，|。|$|呢|就)|天天(?:见|能见)|老板还在|人(?:还)?在(?:工地|厂里|店里|本地)", 0.86),
    _say("living_money", "no", "生伙饭", r"(?:没|不|未|没有|从来没|也没|连|一分)(?:发|给|有|付|过|任何|一分)*(?:生活费|伙食费|饭钱|伙食)(?:了|过)?(?:都|也)?|(?:生活费|伙食费|饭钱)(?:都|也|一分|现在|就|从来|根本|一直)*(?:没|不|无|未|拿不|发不)"),
    _say("living_money", "yes", "生伙", r"(?:每(?:个)?月|平时|只[发给有付]|就[发给]|按月|一个月|靠|光[发给])[^,，。;；没不]{0,6}?(?:生活费|伙食费)|(?:生活费|伙食费)(?:是|每|一个?月|给|发|有|按月|一?[一二三四五六七八九十\d])", 0.9),
    _say("card_in_hand", "no", "卡", r"(?:工资卡|银行卡|卡)(?:都|也|就|被|一直|还|给|全|是|现在|统一)*(?:在(?:老板|包工头|工头|公司|班组长|他|带班|项目部|劳务|财务|中介|会计|厂里|人家)|被?(?:收|扣|拿走|没收|压|押|保管)|不在(?:我|自己|我们|手))|(?:扣|收|押|拿走?|保管|没收)(?:了|着|走)?(?:我们?的?|工人的?|大家的?)?(?:工资卡|银行卡)|(?:没(?:有)?|不)(?:给|办|发|见过|拿到)(?:我们?)?(?:过)?(?:工资卡|银行卡)"),
    _say("card_in_hand", "yes", "卡", r"(?:工资卡|银行卡|卡)(?:都|也|就|一直|还|是)*(?:在(?:我|自己|我们|手)|我(?:自己)?拿着|自己(?:拿|保管))|自己(?:拿|保管)着?(?:工资卡|卡)"),
    _say("real_name_gate", "no", "实闸脸打刷考", r"(?:没有?|未|不|没给|没有进行|没做|没办)(?:实名制?(?:登记|录入|打卡|考勤|通道)?|刷脸|人脸识别|门禁|闸机|打卡|考勤机)|(?:实名制?|刷脸|闸机|门禁)(?:都|也|登记)*没(?:有|做|录|办)?"),
    _say("real_name_gate", "yes", "实闸脸", r"(?:有|做了|录了|录过|进行了|办了|办过|都是|每天|天天|要|进出|上班|进工地|进场|录入|通过)?[^,，。;；没不未]{0,4}?(?:实名制?(?:登记|录入|打卡|考勤|通道|系统|平台|卡)?|刷脸|人脸识别|闸机|人脸考勤|人脸打卡)(?!吗)", 0.9),
    _say("paid_by", "cash", "现", r"(?:发|给|付|拿|是|用|都|以|结|支付|结算)(?:的)?(?:都是|全是)?现金|现金(?:发|给|支付|结|付|发放|形式|的)|发现钱|给现钱"),
    _say("paid_by", "phone", "微支转", r"(?:微信|支付宝)(?:上|给我|里|都|都是|直接|给|向我|支付|跟我)*(?:转(?!账?(?:记录|截图|凭证|的记录|单))|发(?:工资|钱|的|给|过|放|了)|打(?:钱|的|给|过|了)|付(?!宝)|支付(?!宝))|(?:用|通过|走|从)(?:微信|支付宝)(?:转(?!账?记录)|发|付|给|支付|结)"),
    _say("paid_by", "bank", "行卡账帐", r"(?:银行卡|银行|工资卡|卡上?|卡里|对公账户|公户|专户|建行|工行|农行|邮政卡)(?:里|上|都|直接|给我|账户|统一|是|每月|按月|代)*(?:打|转|发(?!的)|代发|到账|发放|支付)|(?:打|转|发|付)(?:到|进|在|入|我们?)(?:我们?的?|个人|我自己的?)?(?:银行卡|工资卡|卡上?|卡里|银行账户|账户)|银行(?:转账|代发)(?!记录|凭证|截图|单)|走(?:银行|对公|公账)"),
)  # fmt: skip

_WHO = re.compile(r"(老板|包工头|工头|班组长|带班的?|公司|劳务公司|项目部|总包|厂里|财务|会计|中介|个人)(?:都|是|就|每月|每次|直接|用|通过|以|的|从|给我们?|给|微信|支付宝|银行卡|现金|平时|一直|自己)*$")
_SPEAKER_LEADS = re.compile(r"我(?:自己)?(?:就)?是(?:个|一个|一名|这个)?(?:小)?(?:包工头|工头|班组长|带班)|本人(?:是|系)(?:班组长|包工头)")
_ROAD = r"[\u4e00-\u9fff]{1,8}?(?:大道|大街|公路|路|街(?!道)|巷|胡同)"
_ADDRESS = re.compile(
    rf"(?:(?:工地|项目|工作|详细|具体|施工|公司|厂|工程|店)?(?:地址|地点|位置)(?:就?在|是|为|[:：])\s?([^,，。;；!！?？\n]{{4,40}})|位于\s?([^,，。;；!！?？\n]{{4,40}}?)(?:的|[,，。;；\n]|$)|(?:在|到|去)([^,，。;；!！?？\s在]{{0,16}}?{_ROAD}(?:与|和|跟){_ROAD}(?:的)?(?:交叉口|交汇处|路口|交界处|十字路口)?|[^,，。;；!！?？\s在到去]{{0,16}}?{_ROAD}\d{{1,5}}号?(?:院|楼|附\d号)?(?!线)|[^,，。;；!！?？\s在]{{2,12}}?(?:镇|乡|街道)[\u4e00-\u9fff]{{1,5}}?村(?!民|里人|委|支|长)))"
)
_NOT_A_ROAD = re.compile(r"修|铺|建(?!设|国|业|工|新|康|军)|做|这条|那条|跑|走|回|半|一路|公路$|拖")


def find_circumstances(text: Text) -> list[Fact]:
    """Find how the work stood, one fact a field, and the address of the work."""
    plain = text.plain
    letters = frozenset(plain)
    found: dict[str, Fact] = {}
    for reading in _READINGS:
        if reading.field in found or reading.needs.isdisjoint(letters):
            continue
        match = reading.pattern.search(plain)
        if match and not _is_moot(reading, plain, match):
            found[reading.field] = _fact(reading, match, text)
    address = _find_address(text)
    return [*found.values(), *([address] if address else [])]


def _is_moot(reading: _Reading, plain: str, match: re.Match[str]) -> bool:
    """Whether it is asked, or told of the speaker in the other part."""
    if reading.field == "relation" and reading.value == "foreman":
        return bool(_SPEAKER_LEADS.search(plain))
    return False


def _fact(reading: _Reading, match: re.Match[str], text: Text) -> Fact:
    who = _WHO.search(text.plain[max(0, match.start() - 8) : match.start()]) if reading.field == "paid_by" else None
    return Fact(
        field=reading.field,
        value=reading.value,
        text=text.words(match.span()),
        span=match.span(),
        confidence=reading.sure,
        who=who[1] if who else None,
        rule=f"circumstance:{reading.field}-{reading.value}",
    )


def _find_address(text: Text) -> Fact | None:
    match = _ADDRESS.search(text.plain) if not _SIGNS.isdisjoint(text.plain) else None
    if match is None:
        return None
    group = next(number for number in (1, 2, 3) if match[number])
    span = match.span(group)
    if re.search("某|雇|欠|拖|我", match[group]):
        return None
    if group == 3 and _NOT_A_ROAD.search(match[3]):
        return None
    return Fact(
        field="address",
        value=text.words(span),
        text=text.words(span),
        span=span,
        confidence=0.85,
        rule=f"address:{group}",
    )


_SIGNS = frozenset("路街道巷村址置位")
