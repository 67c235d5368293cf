package io.dither.people;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.SavedModel;
import io.dither.learn.persons.PersonModel;
import io.dither.learn.persons.PersonModelReader;

/** Reads tastes and classes of persons. */
public final class SavedPersonsReader implements PersonModelReader {
    @Override
    public PersonModel read(SavedModel saved) {
        return KnownPersons.of(saved)
                .orElseThrow(() -> new InvalidArgumentException(
                        "the saved model has no weights that differ between persons",
                        "Maybe learn with --tastes or --classes"));
    }
}
