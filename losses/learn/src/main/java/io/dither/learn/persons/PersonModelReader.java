package io.dither.learn.persons;

import io.dither.error.DataException;
import io.dither.learn.SavedModel;

/** Reads the persons of saved models; found by {@link java.util.ServiceLoader}. */
public interface PersonModelReader {
    /**
     * Reads persons.
     *
     * @param saved a model with persons
     * @return the persons
     * @throws DataException if the saved persons do not fit the model
     */
    PersonModel read(SavedModel saved);
}
