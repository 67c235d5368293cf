package io.dither.learn.persons;

import io.dither.error.DataException;
import io.dither.learn.SavedModel;

/** Reads the persons of saved models; found by {@link java.util.ServiceLoader}. */
public interface PersonModelReader {
    /**
     * Reads persons.
     *
     * @param saved a model that keeps persons
     * @return the persons
     * @throws DataException if what it keeps does not fit
     */
    PersonModel read(SavedModel saved);
}
