/** From where a capture was taken, and whose traffic it therefore covers (R19). */
@NullMarked
package io.policap.capture.packet.vantage;

import org.jspecify.annotations.NullMarked;
