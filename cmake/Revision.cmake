# The version of the program and the last commit that touched it, for the result file. Looked up at every
# build, written only where it changed; `unknown` outside a git checkout.
set(BITEWING_REVISION_SOURCE ${CMAKE_BINARY_DIR}/revision.cpp)
add_custom_target(bitewing_revision
  COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${PROJECT_SOURCE_DIR} -DVERSION=${PROJECT_VERSION}
          -DTEMPLATE=${PROJECT_SOURCE_DIR}/cmake/revision.cpp.in -DOUTPUT=${BITEWING_REVISION_SOURCE}
          -P ${PROJECT_SOURCE_DIR}/cmake/write_revision.cmake
  BYPRODUCTS ${BITEWING_REVISION_SOURCE}
  COMMENT ""
  VERBATIM)
