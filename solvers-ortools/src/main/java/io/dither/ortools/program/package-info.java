/** Linear and mixed-integer programs, built in Java or read from MPS files. */
@NullMarked
package io.dither.ortools.program;

import org.jspecify.annotations.NullMarked;
