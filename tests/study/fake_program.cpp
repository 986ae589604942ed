// The program `bitewing` around the made-up model (with models/main.cpp): what it does to files and arguments
// can then be tested without playing a region.
#include "tests/fake_model.hpp"

namespace models {

Model dental_model() { return tests::fake_model(); }

}  // namespace models
