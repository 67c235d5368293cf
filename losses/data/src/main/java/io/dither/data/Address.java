package io.dither.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of databases. They may contain secrets, which are neither shown nor stored. */
final class Address {
    /** The start of an address of a database in any form; {@link Histories} refuses JDBC: in capitals, and postgresql:// without jdbc:. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)jdbc:|[a-z][a-z0-9+.-]*://");

    /** The kind of database at the start of an address, such as jdbc:postgresql:// or jdbc:oracle:thin:. */
    private static final Pattern KIND = Pattern.compile("^[^:/?#@]+:(?:[A-Za-z0-9+_-]+:){0,2}(?://)?");

    /** The characters that begin or separate parameters. */
    private static final Pattern PARAMETER = Pattern.compile("[?;#&=()]");

    /** The last word of a text, with the slashes, colons, commas and blanks before it. */
    private static final Pattern LAST_WORD = Pattern.compile("[/:,\\s]*[^/:,\\s]*$");

    private Address() {}

    /** Returns whether a location is an address and not a file. */
    static boolean isAddress(String location) {
        return ADDRESS.matcher(location).lookingAt();
    }

    /**
     * Removes parameters, and the user and the password before an at sign. If the last at sign comes after the start of
     * the parameters, it is not clear where secrets end, so only the kind of database is left.
     */
    static String withoutSecrets(String url) {
        Matcher kind = KIND.matcher(url);
        String afterKind = url.substring(kind.lookingAt() ? kind.end() : 0);
        String kindText = url.substring(0, url.length() - afterKind.length());
        Matcher parameter = PARAMETER.matcher(afterKind);
        int end = parameter.find() ? parameter.start() : afterKind.length();
        if (afterKind.lastIndexOf('@') > end) {
            return kindText;
        }
        String host = afterKind.substring(afterKind.lastIndexOf('@') + 1, end);
        // in host/name=value nothing but a slash comes before the parameter, so the last word before = is its name
        boolean endsInName = afterKind.startsWith("=", end);
        return kindText + (endsInName ? LAST_WORD.matcher(host).replaceFirst("") : host);
    }
}
