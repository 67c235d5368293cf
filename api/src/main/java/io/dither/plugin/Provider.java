package io.dither.plugin;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.util.Objects;

/**
 * A plugin that creates an object from its parameters, such as an oracle or a noise.
 *
 * @param <T> the type of the object
 */
public interface Provider<T> extends Plugin {
    /**
     * Creates the object.
     *
     * @param parameters the values, checked against {@link #parameters()}
     * @return the created object
     * @throws InvalidArgumentException if values do not fit together
     * @throws DataException if a file cannot be read
     */
    T create(Parameters parameters);

    /**
     * Calls {@link #create} and checks that the object is not null; an override may also check its properties. {@link
     * PluginCatalogue} calls this method, never {@link #create}.
     *
     * @param parameters the parameters, checked
     * @return what {@link #create} returns
     * @throws NullPointerException if the object, or a property that an override checks, is null
     */
    default T createChecked(Parameters parameters) {
        return Objects.requireNonNull(create(parameters), "it returned null");
    }
}
