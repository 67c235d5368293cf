/** Exceptions with messages for users: wrong arguments, unreadable data and failed solves. */
@org.jspecify.annotations.NullMarked
package io.dither.error;
