/** Guice wiring of plugins, executor, seed and estimators. */
@org.jspecify.annotations.NullMarked
package io.dither.inject;
