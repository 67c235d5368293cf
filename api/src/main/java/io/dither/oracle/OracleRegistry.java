package io.dither.oracle;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginCatalogue.Registration;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Creates oracles from texts, such as {@code ranking:n=5}, by the plugins of a {@link PluginCatalogue}.
 *
 * @param catalogue the plugins
 */
public record OracleRegistry(PluginCatalogue catalogue) {
    /**
     * Finds the oracles on the class path.
     *
     * @return the registry
     */
    public static OracleRegistry discover() {
        return new OracleRegistry(PluginCatalogue.discover());
    }

    /**
     * Finds the oracles on the class path and in a plugin directory, see {@link PluginCatalogue#discover(Path)}.
     *
     * @param plugins the directory
     * @return the registry
     * @throws InvalidArgumentException if {@code plugins} is not a directory
     */
    public static OracleRegistry discover(Path plugins) {
        return new OracleRegistry(PluginCatalogue.discover(plugins));
    }

    /**
     * Creates an oracle from its text form.
     *
     * @param text the text, such as {@code ranking:n=5}
     * @return the oracle
     * @throws InvalidArgumentException if the text, the id or a parameter is wrong
     * @throws DataException if a file that a parameter names cannot be read
     * @throws OracleException with code FAILED if the provider fails otherwise
     */
    public LinearOracle create(String text) {
        return catalogue.create(OracleProvider.class, text);
    }

    /**
     * Replaces the paths of files in a text.
     *
     * @param text the text, such as {@code jgrapht-shortest-path:file=roads.csv,source=3}; its other values are not
     *     checked
     * @param newPath maps the path of a file in the text to its new path
     * @return the text with the new paths
     * @throws InvalidArgumentException if the text or the id is wrong
     */
    public String withFiles(String text, UnaryOperator<String> newPath) {
        return catalogue.withFiles(OracleProvider.class, text, newPath);
    }

    /**
     * Replaces the names in braces in a text, such as {@code from} in {@code source={from}}. The new text stays inside
     * its value: even with a comma it cannot add a parameter.
     *
     * @param text the text
     * @param filling maps a name to the text that replaces it and its braces
     * @return the filled text
     * @throws InvalidArgumentException if the text or the id is wrong, or the parentheses of a filled value do not
     *     balance
     */
    public String filled(String text, UnaryOperator<String> filling) {
        return catalogue.filled(OracleProvider.class, text, filling);
    }

    /**
     * Lists the providers.
     *
     * @return the registrations, sorted by id; an id that two plugins claim is left out
     */
    public List<Registration<OracleProvider>> registrations() {
        return catalogue.registrations(OracleProvider.class);
    }
}
