# Script behind askwell_embed(): writes one .cpp with each file as a byte array.
# Byte arrays, not string literals: compilers limit the length of a literal.
set(text "#include \"${ROOM}/embedded.h\"\nnamespace ${NAMESPACE} {\nnamespace {\n")
set(views "")
foreach(file ${FILES})
    get_filename_component(name ${file} NAME)
    string(REGEX REPLACE "[^A-Za-z0-9]" "_" name ${name})
    file(READ ${file} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
    string(APPEND text "constexpr char k_${name}[] = {${bytes}0};\n")
    string(APPEND views "extern const std::string_view ${name};\nconst std::string_view ${name}{k_${name}, sizeof(k_${name}) - 1};\n")
endforeach()
string(APPEND text "}\n${views}}\n")
file(WRITE ${OUTPUT} "${text}")
