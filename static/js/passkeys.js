/* Passkeys: the browser asks the device, and a plain form carries the answer. Without this script codes work the same. */
(() => {
  "use strict";
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  function read(key) {
    const wanted = { ...key, challenge: bytes(key.challenge) };
    if (key.user) wanted.user = { ...key.user, id: bytes(key.user.id) };
    for (const list of ["excludeCredentials", "allowCredentials"]) {
      if (key[list]) wanted[list] = key[list].map((one) => ({ ...one, id: bytes(one.id) }));
    }
    return wanted;
  }

  function written(credential) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    return JSON.stringify({
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: {},
    });
  }

  async function ask(form) {
    const token = form.elements.csrfmiddlewaretoken.value;
    const said = await fetch(form.dataset.options, { method: "POST", headers: { "X-CSRFToken": token } });
    if (!said.ok) throw new Error("refused");
    const publicKey = read((await said.json()).publicKey);
    return written(await navigator.credentials[form.dataset.passkey]({ publicKey }));
  }

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (form.elements.answer.value) return;
      event.preventDefault();
      const failed = form.querySelector("[data-passkey-failed]");
      failed.hidden = true;
      try {
        form.elements.answer.value = await ask(form);
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  });
})();
