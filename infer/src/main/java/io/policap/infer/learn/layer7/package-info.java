/** Rules beyond ports: HTTP requests and mutual authentication (R12, R13). */
@NullMarked
package io.policap.infer.learn.layer7;

import org.jspecify.annotations.NullMarked;
