@org.jspecify.annotations.NullMarked
package io.dither.learn.persons;
