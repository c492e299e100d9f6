# Writes a C file that holds files as bytes, for sim/report/assets.h.
#   cmake -DOUT=assets.c -DFILES="a.css;b.js" -P embed.cmake
# An asset's name is its file's. Done by CMake alone, so that building needs no other tool.
cmake_minimum_required(VERSION 3.20)
set(arrays "")
set(rows "")
set(number 0)
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR length "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "((0x..,){32})" "\\1\n" bytes "${bytes}") # lines that a debugger can show
  string(APPEND arrays "static const unsigned char asset_${number}[] = {\n${bytes}0};\n")
  string(APPEND rows "    {\"${name}\", asset_${number}, ${length}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE "${OUT}.new" "#include \"report/assets.h\"\n\n${arrays}\n"
     "const struct asset asset_list[] = {\n${rows}    {0},\n};\nconst size_t asset_count = ${number};\n")
file(RENAME "${OUT}.new" "${OUT}")
