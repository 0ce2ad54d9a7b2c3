// Makes the compression library of the system visible to Swift.
#include <zlib.h>
