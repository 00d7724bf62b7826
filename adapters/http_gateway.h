// Any gateway with an HTTP API, described by settings: request, answer, webhook and its proof.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

Platform http_platform();

}  // namespace askwell::adapters
