// A survey as the JSON text of flows/SURVEYS.md, the fields in that document's order.
#pragma once

#include <string>

#include "flows/survey.h"

namespace askwell::import {

/// Indented JSON that ends with a line break. Writes what an import can bring: no event fields, keywords,
/// period, ledger rules, jumps, follow-ups or probes. All texts must be UTF-8.
std::string to_json(const flows::Survey& survey);

}  // namespace askwell::import
