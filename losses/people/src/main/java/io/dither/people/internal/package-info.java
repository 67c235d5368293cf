/** Persons, the probability of their decisions, and searches over persons, for tastes and classes. */
@org.jspecify.annotations.NullMarked
package io.dither.people.internal;
