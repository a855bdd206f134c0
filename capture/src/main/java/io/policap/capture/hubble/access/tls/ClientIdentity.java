package io.policap.capture.hubble.access.tls;

import java.net.Socket;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The client's certificate and key, shown to any server that asks for one.
 *
 * <p>Also where the server names other CAs than the certificate's: it then says what it does not like, instead of that
 * there was none.
 */
public final class ClientIdentity extends X509ExtendedKeyManager {
    private static final String ALIAS = "client";

    private final X509Certificate[] chain;
    private final PrivateKey key;

    private ClientIdentity(List<X509Certificate> chain, PrivateKey key) {
        this.chain = chain.toArray(new X509Certificate[0]);
        this.key = key;
    }

    /** Reads both files, and checks that they belong together. */
    public static ClientIdentity read(Path certificate, Path key) throws TlsFileProblem {
        PemFile certificateFile = PemFile.read("--tls-cert", certificate);
        List<X509Certificate> chain = certificateFile.certificates();
        PemFile keyFile = PemFile.read("--tls-key", key);
        PrivateKey privateKey = PrivateKeys.read(keyFile);
        if (!belongTogether(chain.get(0), privateKey)) {
            throw new TlsFileProblem(
                    keyFile.name() + ": not the key of the first certificate in " + certificateFile.name());
        }
        return new ClientIdentity(chain, privateKey);
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "EdDSA";
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(new byte[32]);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(new byte[32]);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException | NoSuchAlgorithmException another) {
            return false;
        }
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return ALIAS;
    }

    @Override
    public String chooseEngineClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }
}
