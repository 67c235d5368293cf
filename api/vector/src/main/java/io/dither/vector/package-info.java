/** The kernels written with the Vector API, an incubator module of the JDK. */
@NullMarked
package io.dither.vector;

import org.jspecify.annotations.NullMarked;
