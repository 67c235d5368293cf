/** Decisions of a saved model over HTTP. */
@org.jspecify.annotations.NullMarked
package io.dither.service;
