package io.dither.learn.people;

import io.dither.learn.SavedModel;
import io.dither.learn.persons.PersonModel;
import io.dither.learn.persons.PersonModelProvider;

/** Reads tastes and classes of persons. */
public final class SavedPersonsReader implements PersonModelProvider {
    @Override
    public PersonModel read(SavedModel saved) {
        return KnownPersons.of(saved).orElseThrow();
    }
}
