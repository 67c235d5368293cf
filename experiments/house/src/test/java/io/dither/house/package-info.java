@org.jspecify.annotations.NullMarked
package io.dither.house;
