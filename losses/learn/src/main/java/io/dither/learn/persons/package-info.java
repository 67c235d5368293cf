/** What studies and saved models need of estimators whose weights differ between persons. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.persons;
