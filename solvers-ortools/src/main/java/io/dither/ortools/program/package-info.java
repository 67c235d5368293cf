/** Linear and mixed-integer programs, built in Java or read from MPS files. */
@org.jspecify.annotations.NullMarked
package io.dither.ortools.program;
