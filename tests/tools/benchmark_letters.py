"""A hundred invented suggestion letters of exactly one page, and a hundred of exactly three, for the benchmarks."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.services.documents.facts import DocumentFacts

LETTERS = 100
DAY = date(2026, 11, 22)

_TOWNS = ("东河镇", "西岭镇", "南坪镇", "北桥镇", "石门乡", "云溪乡", "白沙镇", "柳林乡")
_PLACES = ("上湾村", "石桥村", "新塘村", "大坪村", "青溪村", "红岩村", "长坡村", "竹园村", "站前街", "滨河路", "文昌街")
_SURNAMES = "张李王赵刘陈杨黄周吴徐孙"
# {n} and {m} are numbers of two digits, so that every letter is as long as the next.
_SENTENCES = (
    "经现场勘查、调取资料和询问相关人员查明，{place}段河岸存在垃圾堆放点{n}处，占用河滩约{m}平方米，部分垃圾已被冲入河道。",
    "{place}集中式饮用水水源保护区内有养殖户{n}户，存栏畜禽{m}头，养殖废水未经处理直接排入沟渠，水质监测数据明显超标。",
    "走访{m}家网络餐饮经营者，有{n}家未在平台首页公示食品经营许可证，实际经营地址与许可地址不一致，从业人员健康证明过期。",
    "{town}有企业占用耕地约{m}亩堆放砂石，耕作层遭到破坏，未办理用地审批手续，自然资源主管部门未依法及时制止和查处。",
    "{place}沿线窨井设施破损、缺失{n}处，其中{m}米路段没有照明，夜间行人和非机动车通行存在较大安全隐患，群众反映强烈。",
    "校园周边{n}家店铺向未成年人销售烟酒，均未设置禁止销售标志，也未要求购买者出示身份证件，有关部门的检查流于形式。",
    "对{m}名社区矫正对象的档案逐一核对，有{n}人的请假审批手续不全，电子定位记录与报到记录不符，走访记载前后雷同。",
    "抽查刑事案件卷宗{m}册，有{n}册没有随案移送讯问同步录音录像，提讯提解证记载的时间与笔录载明的时间相差一小时以上。",
    "{town}建筑工地{n}处深基坑未按专项方案支护，临边防护栏杆缺失约{m}米，特种作业人员证书过期，监理单位没有提出整改。",
    "{place}一带快递网点{n}个没有执行收寄验视和实名登记制度，扣押的{m}件包裹内夹藏管制刀具、烟花爆竹等违禁物品。",
    "犯罪嫌疑人{name}某等人利用物业管理漏洞，先后{n}次进入地下车库实施盗窃，监控设备损坏长达{m}日无人维修和更换。",
    "金融机构对{n}个异常账户的开立和交易没有尽到审核义务，致使被害人{name}某等{m}人被骗取养老钱，资金至今无法追回。",
    "残疾人坡道、盲道被占用或者中断共{n}处，{m}个公交站台没有设置无障碍设施，轮椅和视障人员无法正常出行和换乘车辆。",
    "以上事实有现场照片、勘查笔录、询问笔录、检测报告、行政处罚决定书、书面答复及相关统计表格等证据予以证明。",
)


def letters(pages: int, batch: int = 0) -> list[DocumentFacts]:
    """Letters of so many pages, 1 or 3; no two alike, and each ``batch`` another."""
    return [(_short if pages == 1 else _long)(LETTERS * batch + place) for place in range(LETTERS)]


def _short(place: int) -> DocumentFacts:
    facts, problem = (sentence.split("，") for sentence in _sentences(place, 2))
    told = "，".join(facts[:2]).rstrip("。") + "。"
    return _letter(place, told, problem[0] + "。", ("对上述问题依法处理。",), "《安全生产法》", "")


def _long(place: int) -> DocumentFacts:
    facts = _paragraphs(_sentences(place, 11), 3)
    problem = _paragraphs(_sentences(place + 5, 4), 2)
    proposals = [f"针对{sentence}" for sentence in _sentences(place + 11, 2)]
    basis = "《中华人民共和国行政诉讼法》第二十五条第四款、《人民检察院检察建议工作规定》第十条"
    return _letter(place, facts, problem, proposals, basis, _sentences(place + 3, 1)[0])


def _letter(place: int, facts: str, problem: str, proposals: Sequence[str], basis: str, other: str) -> DocumentFacts:
    values = dict(
        office="青山县人民检察院",
        addressee=f"{_TOWNS[place % len(_TOWNS)]}人民政府",
        case_source="本院在履行法律监督职责中发现以下问题。",
        facts=facts,
        problem=problem,
        proposals=tuple(proposals),
        basis=basis,
        objection_period="七日",
        reply_period="两个月",
        other=other,
        issued_on=DAY,
        address_as="你单位",
    )
    return DocumentFacts(values, number=f"青检建〔2026〕{100 + place}号")


def _sentences(start: int, count: int) -> list[str]:
    return list(_filled(start, count))


def _filled(start: int, count: int) -> Iterator[str]:
    for place in range(start, start + count):
        yield _SENTENCES[place % len(_SENTENCES)].format(
            town=_TOWNS[(place + start) % len(_TOWNS)],
            place=_PLACES[(place * 3 + start) % len(_PLACES)],
            name=_SURNAMES[(place + start) % len(_SURNAMES)],
            n=10 + (place * 7 + start) % 90,
            m=10 + (place * 13 + start) % 90,
        )


def _paragraphs(sentences: Sequence[str], each: int) -> str:
    return "\n".join("".join(sentences[at : at + each]) for at in range(0, len(sentences), each))
