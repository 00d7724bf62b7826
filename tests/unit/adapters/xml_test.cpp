#include "adapters/xml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace askwell::adapters {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(FlatXml, gives_the_texts_of_the_elements_in_order) {
    EXPECT_THAT(
        parse_flat_xml("<?xml version=\"1.0\"?>\n<xml>\n <A><![CDATA[1 < 2]]></A>\n <B>x &amp; &lt;b&gt; "
                       "&#28385;</B><C/><D><![CDATA[a]]>b<![CDATA[]]]]><![CDATA[>]]></D></xml>")
            .value(),
        ElementsAre(Pair("A", "1 < 2"), Pair("B", "x & <b> 满"), Pair("C", ""), Pair("D", "ab]]>")));
}

TEST(FlatXml, leaves_elements_further_down_out) {
    EXPECT_THAT(parse_flat_xml("<xml><A>1<B>2</B></A></xml>").value(), ElementsAre(Pair("A", "1")));
}

TEST(FlatXml, refuses_what_is_no_xml_and_every_doctype) {
    for (const auto* text :
         {"", " ", "5", "{}", "<xml>", "<xml><A></xml>", "<xml></xml", "<a/><b",
          "<!DOCTYPE xml><xml><A>1</A></xml>",
          "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><A>&e;</A></xml>",
          "<!DOCTYPE xml [<!ENTITY a \"1\"><!ENTITY b \"&a;&a;\">]><xml><A>&b;</A></xml>"}) {
        EXPECT_EQ(parse_flat_xml(text), std::nullopt) << text;
    }
}

TEST(FlatXml, survives_depth_and_any_bytes) {
    std::string deep;
    for (int i = 0; i < 200'000; ++i) deep += "<a>";
    EXPECT_EQ(parse_flat_xml(deep), std::nullopt);
    std::string bytes = "<xml><A>";
    for (int i = 1; i < 256; ++i) bytes += static_cast<char>(i == '<' || i == '&' ? ' ' : i);
    EXPECT_TRUE(parse_flat_xml(bytes + "</A></xml>").has_value());
    EXPECT_EQ(parse_flat_xml(std::string{"<xml>\0</xml>", 12}).value_or(Parameters{}).size(), 0U);
}

TEST(CdataElement, reads_back_as_it_was_written) {
    for (const std::string text :
         {"", "5", "]]>", "]]]]>>", "a]]>b]]>c", "<b>&amp;</b>", "满意 😀", "\t\n"}) {
        const auto read = parse_flat_xml("<xml>" + cdata_element("A", text) + "</xml>");
        EXPECT_THAT(read.value(), ElementsAre(Pair("A", text))) << text;
    }
}

TEST(CdataElement, has_only_characters_that_xml_knows) {
    EXPECT_EQ(cdata_element("A", std::string{"a\0b\x01\x1f"
                                             "c",
                                             6}),
              "<A><![CDATA[abc]]></A>");
    EXPECT_EQ(cdata_element("A", "\xFF"), "<A><![CDATA[\uFFFD]]></A>");
}

}  // namespace
}  // namespace askwell::adapters
