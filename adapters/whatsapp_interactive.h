// WhatsApp's "interactive" object: a question with reply buttons or a list. Meta's Cloud API takes it, and
// gateways to WhatsApp hand it on as it is.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "flows/engine.h"

namespace askwell::adapters {

struct WhatsAppInteractive {
    std::vector<std::string> before;  ///< what does not fit beside the buttons, to be said first, as texts
    std::shared_ptr<const nlohmann::json> content;  ///< never null
};

/// `message` on buttons where three do, else in a list of up to ten; nothing is ever cut (see on_buttons()).
/// nullopt without choices and with more than ten: with_written_choices() says it then.
std::optional<WhatsAppInteractive> whatsapp_interactive(const flows::Outgoing& message);

}  // namespace askwell::adapters
