// The sheets of an XLSForm into a survey. Internal to xlsform.cpp.
#pragma once

#include <string>
#include <vector>

#include "bot/import/result.h"
#include "bot/import/sheet.h"

namespace askwell::import {

struct Form {
    Table survey;
    Table choices;
    Table settings;
    std::vector<std::string> other_sheets;
};

/// `form.survey` has a column "type".
Imported import_form(const Form& form, const ImportOptions& options);

}  // namespace askwell::import
