@NullMarked
package io.allyourbase.jobs.http.auth;

import org.jspecify.annotations.NullMarked;
