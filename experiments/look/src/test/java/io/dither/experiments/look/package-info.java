@org.jspecify.annotations.NullMarked
package io.dither.experiments.look;
