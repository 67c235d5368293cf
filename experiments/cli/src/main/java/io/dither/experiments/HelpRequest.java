package io.dither.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The arguments of a command, and the detail of the help that they request: {@code --help} alone, {@code --help all},
 * {@code --help noise} (a topic) or {@code --help check-gradients} (a subcommand). The word after {@code --help} is a
 * detail only if it is the last argument.
 *
 * @param arguments the arguments without the word after {@code --help}
 * @param detail the word after {@code --help}; empty if there is none
 */
record HelpRequest(List<String> arguments, String detail) {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*");

    static HelpRequest of(List<String> arguments) {
        int helpIndex = Math.max(arguments.indexOf("--help"), arguments.indexOf("-h"));
        boolean hasDetail = helpIndex >= 0
                && helpIndex + 1 == arguments.size() - 1
                && WORD.matcher(arguments.get(helpIndex + 1)).matches();
        if (!hasDetail) {
            return new HelpRequest(arguments, HelpText.USUAL);
        }
        List<String> shorter = new ArrayList<>(arguments);
        // remove takes the word from the list, and returns it
        return new HelpRequest(shorter, shorter.remove(helpIndex + 1));
    }
}
