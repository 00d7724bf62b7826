#include "bot/import/xlsform_cells.h"

#include <algorithm>
#include <array>
#include <utility>

#include "bot/import/text.h"

namespace askwell::import {

namespace {

constexpr std::string_view kSpace = " \t\r\n";

/// Spellings that a list of choices follows; longer ones first.
constexpr std::array<std::pair<std::string_view, RowType>, 9> kSelects{
    {{"select all that apply from", RowType::select_multiple},
     {"select all that apply", RowType::select_multiple},
     {"select multiple from", RowType::select_multiple},
     {"select multiple", RowType::select_multiple},
     {"select_multiple", RowType::select_multiple},
     {"select one from", RowType::select_one},
     {"select one", RowType::select_one},
     {"select_one", RowType::select_one},
     {"select1", RowType::select_one}}};

constexpr std::array<std::pair<std::string_view, RowType>, 46> kTypes{
    {{"text", RowType::text},
     {"string", RowType::text},
     {"integer", RowType::integer},
     {"int", RowType::integer},
     {"decimal", RowType::decimal},
     {"date", RowType::date},
     {"datetime", RowType::date_time},
     {"time", RowType::time},
     {"note", RowType::note},
     {"range", RowType::range},
     {"acknowledge", RowType::acknowledge},
     {"trigger", RowType::acknowledge},
     {"image", RowType::attachment},
     {"photo", RowType::attachment},
     {"audio", RowType::attachment},
     {"video", RowType::attachment},
     {"file", RowType::attachment},
     {"begin_group", RowType::begin_group},
     {"begin group", RowType::begin_group},
     {"begin_repeat", RowType::begin_repeat},
     {"begin repeat", RowType::begin_repeat},
     {"end_group", RowType::end},
     {"end group", RowType::end},
     {"end_repeat", RowType::end},
     {"end repeat", RowType::end},
     {"calculate", RowType::calculation},
     {"calculate_here", RowType::calculation},
     {"hidden", RowType::calculation},
     {"start", RowType::metadata},
     {"end", RowType::metadata},
     {"today", RowType::metadata},
     {"deviceid", RowType::metadata},
     {"device_id", RowType::metadata},
     {"username", RowType::metadata},
     {"phonenumber", RowType::metadata},
     {"phone_number", RowType::metadata},
     {"email", RowType::metadata},
     {"simserial", RowType::metadata},
     {"sim_serial", RowType::metadata},
     {"subscriberid", RowType::metadata},
     {"subscriber_id", RowType::metadata},
     {"audit", RowType::metadata},
     {"uri:deviceid", RowType::metadata},
     {"uri:phonenumber", RowType::metadata},
     {"start-geopoint", RowType::metadata},
     {"background-audio", RowType::metadata}}};

/// "yes_no or_other": the list and whether "other" is offered.
TypeCell select(RowType type, std::string_view rest) {
    TypeCell cell{type, std::string{rest}, false};
    for (const std::string_view other : {" or_other", " or specify other", " or other"}) {
        if (!ascii_lower(rest).ends_with(other)) continue;
        cell.or_other = true;
        cell.list = std::string{trim(rest.substr(0, rest.size() - other.size()))};
    }
    return cell;
}

}  // namespace

TypeCell parse_type(std::string_view cell) {
    const std::string lowered = ascii_lower(trim(cell));
    for (const auto& [spelling, type] : kSelects) {
        if (!lowered.starts_with(spelling) || lowered.size() == spelling.size()) continue;
        if (kSpace.find(lowered[spelling.size()]) == std::string_view::npos) continue;
        return select(type, trim(trim(cell).substr(spelling.size())));
    }
    const auto* const known = std::find_if(kTypes.begin(), kTypes.end(),
                                           [&lowered](const auto& entry) { return entry.first == lowered; });
    return {known == kTypes.end() ? RowType::unknown : known->second, "", false};
}

std::map<std::string, std::string, std::less<>> parse_parameters(std::string_view cell) {
    constexpr std::string_view kBetween = " \t\r\n,;";
    std::map<std::string, std::string, std::less<>> parameters;
    for (std::size_t at = cell.find_first_not_of(kBetween); at != std::string_view::npos;) {
        const auto end = std::min(cell.find_first_of(kBetween, at), cell.size());
        const std::string_view pair = cell.substr(at, end - at);
        const auto equals = pair.find('=');
        const auto value = equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
        parameters.emplace(ascii_lower(pair.substr(0, equals)), std::string{value});
        at = cell.find_first_not_of(kBetween, end);
    }
    return parameters;
}

std::optional<bool> parse_flag(std::string_view cell) {
    const std::string lowered = ascii_lower(trim(cell));
    for (const std::string_view yes : {"yes", "true", "true()", "1"}) {
        if (lowered == yes) return true;
    }
    for (const std::string_view no : {"", "no", "false", "false()", "0"}) {
        if (lowered == no) return false;
    }
    return std::nullopt;
}

}  // namespace askwell::import
