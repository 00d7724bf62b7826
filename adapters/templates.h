// Approved templates: what a platform lets us say where free text is impossible (SMS in China) or no longer
// allowed (outside WhatsApp's window). A channel's setting "templates" lists them; the first that fits a
// message is used.
//
//   "templates": [
//     {"survey": "after-sales", "language": "zh-CN", "message": "invitation", "template": "SMS_1001",
//      "parameters": {"product": "{product_model|您的产品}"}},
//     {"template": "SMS_1000", "parameters": {"text": "{text}"}}]
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/settings.h"
#include "flows/engine.h"

namespace askwell::adapters {

/// One template and which messages it is for: "" fits all.
struct Template {
    std::string survey;
    std::string language;  ///< BCP 47, as the survey names it
    std::optional<flows::MessageKind> message;
    std::string question;  ///< a question's id
    std::string name;      ///< the platform's name or id of the template; never empty
    std::string
        locale;  ///< the platform's code of its language, where it needs one ("zh_CN"); "" = by language
    /// Name ("" in a list of positional ones) and text: "{text}" is the message, "{choices}" its choices as
    /// numbered lines, other names are the event's fields, each with a fallback: "{product_model|your
    /// product}".
    std::vector<std::pair<std::string, std::string>> parameters;
};

class Templates {
  public:
    Templates() = default;
    explicit Templates(std::vector<Template> all) : all_(std::move(all)) {}

    /// The first that fits; nullptr when none does. Owned by this.
    const Template* find(const flows::Outgoing& message) const;
    /// True when some template could say a message of this kind.
    bool can_say(flows::MessageKind kind) const;
    bool empty() const { return all_.empty(); }

  private:
    std::vector<Template> all_;
};

/// The setting as every platform with templates lists it. `help` says what "template" is there.
Setting templates_setting(bool required);

/// How a platform tells a template's parameters apart.
enum class Parameterised { either, by_name, by_position };

/// Reads the setting "templates" of a channel; what is wrong goes to `reader`.
Templates read_templates(const nlohmann::json& values, SettingsReader& reader,
                         Parameterised style = Parameterised::either);

/// The parameters of `chosen` with their texts filled for `message`, in order.
std::vector<std::pair<std::string, std::string>> fill_parameters(const Template& chosen,
                                                                 const flows::Outgoing& message);

}  // namespace askwell::adapters
