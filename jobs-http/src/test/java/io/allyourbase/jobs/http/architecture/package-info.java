@NullMarked
package io.allyourbase.jobs.http.architecture;

import org.jspecify.annotations.NullMarked;
