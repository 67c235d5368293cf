package io.dither.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of databases. They may contain secrets, which are neither shown nor stored. */
final class Address {
    /** The start of an address of a database, also of addresses that are refused later: JDBC: in capitals, or postgresql:// without jdbc:. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)jdbc:|[a-z][a-z0-9+.-]*://");

    /** The kind of database: the part of an address before the host, the path or the user. */
    private static final Pattern KIND = Pattern.compile("^[^:/?#@]+:(?:[A-Za-z0-9+_-]+:){0,2}(?://)?");

    /** The characters that begin or separate parameters. */
    private static final Pattern PARAMETER = Pattern.compile("[?;#&=()]");

    private static final Pattern LAST_WORD = Pattern.compile("[/:,\\s]*[^/:,\\s]*$");

    private Address() {}

    /** Returns whether a location is an address and not a file. */
    static boolean isAddress(String location) {
        return ADDRESS.matcher(location).lookingAt();
    }

    /**
     * Removes parameters, and user and password before an at sign. Only the kind of database is left if the at sign may
     * be part of a parameter.
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
        // in host/name=value the first mark of a parameter is =, so the last word before it is the parameter's name
        boolean endsInName = afterKind.startsWith("=", end);
        return kindText + (endsInName ? LAST_WORD.matcher(host).replaceFirst("") : host);
    }
}
