/** What a file of decisions holds, and how it would be read. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.look;
