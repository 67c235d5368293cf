package io.dither.plugin;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checked values of a provider's parameters; a getter throws if the text is not of the type that it returns. */
public final class Parameters {
    /** The kind of plugin in messages, such as oracle. */
    private final String word;

    private final Plugin provider;
    private final Map<String, String> values;
    private final PluginCatalogue catalogue;
    /** The depth of the nesting: 1 for a text that is not inside another text, 2 for a text inside it, and so on. */
    private final int depth;

    private Parameters(String word, Plugin provider, Map<String, String> values, PluginCatalogue catalogue, int depth) {
        this.word = word;
        this.provider = provider;
        this.values = values;
        this.catalogue = catalogue;
        this.depth = depth;
    }

    /**
     * Checks arguments against the parameters of a plugin; throws for unknown names, missing arguments and wrong
     * choices.
     */
    static Parameters of(
            String word, Plugin provider, Map<String, String> arguments, PluginCatalogue catalogue, int depth) {
        for (String name : arguments.keySet()) {
            if (provider.parameters().stream()
                    .noneMatch(parameter -> parameter.name().equals(name))) {
                throw refusal(word, provider, "has no parameter '" + name + "'");
            }
        }
        for (Parameter parameter : provider.parameters()) {
            String text = arguments.get(parameter.name());
            if (text == null && parameter.required()) {
                throw refusal(word, provider, "needs the parameter '" + parameter.name() + "'");
            }
            if (text != null
                    && !parameter.choices().isEmpty()
                    && !parameter.choices().contains(text)) {
                throw new InvalidArgumentException(
                        parameter.name() + " = '" + text + "' of " + word + " '" + provider.id() + "' is not one of "
                                + String.join(", ", parameter.choices()),
                        "Maybe choose one of these");
            }
        }
        return new Parameters(word, provider, Map.copyOf(arguments), catalogue, depth);
    }

    private static InvalidArgumentException refusal(String word, Plugin provider, String problem) {
        String declared = provider.parameters().stream()
                .map(p -> p.name() + (p.required() ? " (required, " : " (") + p.word() + ")")
                .collect(Collectors.joining(", "));
        return new InvalidArgumentException(
                word + " '" + provider.id() + "' " + problem,
                declared.isEmpty()
                        ? "Maybe leave it out: this " + word + " has no parameters"
                        : "Maybe use one of its parameters: " + declared);
    }

    /**
     * Returns whether a parameter has a value, given or by default.
     *
     * @param name the parameter
     * @return whether the parameter has a value
     */
    public boolean has(String name) {
        return find(name).isPresent();
    }

    /**
     * Returns a text, file name or choice.
     *
     * @param name the parameter
     * @return its value or default
     */
    public String text(String name) {
        // a required parameter is never missing here: the values of other parameters make the plugin need this one
        return find(name)
                .orElseThrow(
                        () -> refusal(word, provider, "needs the parameter '" + name + "' together with the others"));
    }

    /**
     * Returns a choice as a constant: {@code odd-even} is {@code ODD_EVEN}.
     *
     * @param name the parameter, whose choices are all constants
     * @param type the enum class
     * @param <E> the enum
     * @return its value or default
     */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /**
     * Returns the path of a file.
     *
     * @param name the parameter
     * @return its value or default
     */
    public Path file(String name) {
        return Arguments.path(text(name));
    }

    /**
     * Returns a whole number of at least {@code min}.
     *
     * @param name the parameter
     * @param min the least value allowed
     * @return its value or default
     */
    public int integer(String name, int min) {
        try {
            int value = Integer.parseInt(text(name).trim());
            if (value >= min) {
                return value;
            }
        } catch (NumberFormatException notWhole) {
            throw invalid(name, "is not a whole number of at most " + Integer.MAX_VALUE);
        }
        throw invalid(name, "is below " + min);
    }

    /**
     * Returns a finite number.
     *
     * @param name the parameter
     * @return its value or default
     */
    public double real(String name) {
        return real(name, text(name));
    }

    /**
     * Returns finite numbers.
     *
     * @param name the parameter
     * @return its values; the caller owns the array
     */
    public double[] reals(String name) {
        return reals(name, text(name));
    }

    private double[] reals(String name, String text) {
        // the last argument of split is the text that messages quote
        return text.isBlank()
                ? new double[0]
                : PluginSpec.split(text, ',', text).stream()
                        .mapToDouble(part -> real(name, part))
                        .toArray();
    }

    /**
     * Returns rows of finite numbers, written {@code ((1,0.5);(0.5,1))}.
     *
     * @param name the parameter
     * @return its rows, at least one; the caller owns the arrays
     */
    public double[][] rows(String name) {
        // the text has no outer parentheses any more; unwrap removes the parentheses of a row
        return PluginSpec.split(text(name), ';', text(name)).stream()
                .map(row -> PluginSpec.unwrap(row.trim()))
                .map(row -> Arrays.stream(row.split(",", -1))
                        .mapToDouble(part -> real(name, part))
                        .toArray())
                .toArray(double[][]::new);
    }

    /**
     * Returns true or false.
     *
     * @param name the parameter
     * @return its value or default
     */
    public boolean flag(String name) {
        String text = text(name).trim();
        if (!text.equals("true") && !text.equals("false")) {
            throw invalid(name, "is neither true nor false");
        }
        return text.equals("true");
    }

    /**
     * Creates the object of a text inside this plugin's text, such as another oracle, by the same catalogue.
     *
     * @param name the parameter
     * @param kind the service type of the plugins that the parameter names
     * @param <T> the type that plugins of that kind create
     * @param <P> the kind of plugin
     * @return the created object
     */
    public <T, P extends Provider<T>> T create(String name, Class<P> kind) {
        return catalogue.createInside(kind, text(name), depth + 1);
    }

    /**
     * Creates the objects of several texts inside this plugin's text.
     *
     * @param name the parameter
     * @param kind the service type of the plugins that the parameter names
     * @param <T> the type that plugins of that kind create
     * @param <P> the kind of plugin
     * @return the created objects, at least one
     */
    public <T, P extends Provider<T>> List<T> createAll(String name, Class<P> kind) {
        List<T> created = new ArrayList<>();
        for (String part : PluginSpec.split(text(name), ';', text(name))) {
            created.add(catalogue.createInside(kind, part.trim(), depth + 1));
        }
        return created;
    }

    private double real(String name, String text) {
        try {
            double value = Double.parseDouble(text.trim());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notReal) {
            throw invalid(name, "is not a number");
        }
        throw invalid(name, "is not finite");
    }

    private Optional<String> find(String name) {
        // a default still has the outer parentheses of a list, which PluginSpec removed from the texts of users
        return Optional.ofNullable(values.get(name))
                .or(() -> Optional.ofNullable(declared(name).defaultText()).map(PluginSpec::unwrap));
    }

    private Parameter declared(String name) {
        for (Parameter parameter : provider.parameters()) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        throw new IllegalStateException(
                "provider '" + provider.id() + "' does not declare its parameter '" + name + "'");
    }

    private InvalidArgumentException invalid(String name, String problem) {
        return new InvalidArgumentException(
                name + " = '" + text(name) + "' of " + word + " '" + provider.id() + "' " + problem,
                "Maybe a typing error: " + name + " is " + declared(name).description());
    }
}
