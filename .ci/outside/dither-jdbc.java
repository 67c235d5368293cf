import io.dither.data.Histories;
import io.dither.error.InvalidArgumentException;

class Main {
    public static void main(String[] args) {
        try {
            Histories.standard().open("jdbc:postgresql://host/db", "select 1");
            throw new IllegalStateException("there is a driver");
        } catch (InvalidArgumentException missing) {
            if (!missing.getMessage().startsWith("no driver takes the address")) {
                throw missing;
            }
            System.out.println("databases are read by their drivers");
        }
    }
}
