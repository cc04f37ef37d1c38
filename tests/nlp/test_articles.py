"""The ranker of rights articles: the right one first, none where none fits."""

import pytest

from nlp.articles import ArticleTerms, build_index, rank

ARTICLES = (
    ArticleTerms(
        id="no-contract-double-pay",
        title="没签劳动合同，可以要双倍工资",
        asks=("没签合同能要工资吗", "没有合同怎么办", "没签劳动合同双倍工资怎么算"),
        text="用人单位自用工之日起超过一个月不满一年未订立书面劳动合同的，每月支付二倍的工资。",
    ),
    ArticleTerms(
        id="overtime-pay",
        title="加班费怎么算",
        asks=("周末加班几倍工资", "节假日上班三倍工资吗"),
        text="平日加班百分之一百五十，休息日百分之二百，法定休假日百分之三百。",
    ),
    ArticleTerms(
        id="arbitration-limit",
        title="仲裁的时效是一年",
        asks=("过了多久就不能仲裁了", "离职一年还能要钱吗"),
        text="劳动争议申请仲裁的时效期间为一年，从知道权利被侵害之日起算。",
    ),
    ArticleTerms(
        id="hunan-only",
        title="湖南的应急周转金",
        asks=("有没有应急周转金",),
        scope=("43",),
    ),
)
INDEX = build_index(ARTICLES)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("没签合同能要工资吗", "no-contract-double-pay"),
        ("请问我没有签劳动合同怎么办？", "no-contract-double-pay"),
        ("國慶節假日上班給三倍工資嗎", "overtime-pay"),
        ("加班费咋算的", "overtime-pay"),
        ("离职一年多了仲裁还行不行", "arbitration-limit"),
    ],
)
def test_the_right_article_comes_first(question: str, article: str) -> None:
    assert rank(INDEX, question)[0].id == article


@pytest.mark.parametrize("question", ["", "今天吃什么", "手机没电了", "你叫什么名字", "高铁几点开"])
def test_where_none_fits_there_is_none(question: str) -> None:
    assert rank(INDEX, question) == []


def test_a_local_article_holds_only_in_its_place() -> None:
    assert rank(INDEX, "有没有应急周转金", "430112")[0].id == "hunan-only"
    assert "hunan-only" not in [ranked.id for ranked in rank(INDEX, "有没有应急周转金", "440100")]


def test_an_empty_index_answers_nothing() -> None:
    assert rank(build_index(()), "没签合同能要工资吗") == []
