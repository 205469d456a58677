/* The map that pans and zooms. Leaflet comes only when somebody asks for it: the drawn map says the
   same, and the page stays light. */
(() => {
  "use strict";
  const tombol = document.querySelector("[data-peta]");
  if (!tombol) return;
  const tempat = document.querySelector(tombol.dataset.peta);
  const diam = document.querySelector("[data-peta-diam]");
  const arsir = document.querySelector("[data-peta-diam] pattern");

  const muat = (unsur, sifat, alamat) =>
    new Promise((selesai, gagal) => {
      const baru = document.createElement(unsur);
      if (unsur === "link") baru.rel = "stylesheet";
      baru[sifat] = alamat;
      baru.onload = selesai;
      baru.onerror = gagal;
      document.head.append(baru);
    });

  const gaya = ({ properties: p }) => ({
    color: p.garis,
    weight: p.ditandai ? 2.5 : 1,
    fillColor: p.isi === "arsir" ? `url(#${arsir.id})` : p.isi,
    fillOpacity: 1,
  });

  const gambar = (batas) => {
    tempat.hidden = false;
    const peta = L.map(tempat, { attributionControl: false, zoomSnap: 0.5 });
    const lapis = L.geoJSON(batas, {
      style: gaya,
      onEachFeature: (fitur, bidang) => {
        bidang.bindTooltip(document.createTextNode(fitur.properties.keterangan), { sticky: true });
        bidang.on("click", () => window.location.assign(fitur.properties.url));
      },
    }).addTo(peta);
    peta.fitBounds(lapis.getBounds());
    L.control.scale({ imperial: false }).addTo(peta);
    for (const [kelas, nama] of [["in", "Perbesar"], ["out", "Perkecil"]]) {
      const kendali = tempat.querySelector(`.leaflet-control-zoom-${kelas}`);
      kendali.title = nama;
      kendali.setAttribute("aria-label", nama);
    }
    diam.classList.add("visually-hidden");
    tombol.hidden = true;
  };

  tombol.hidden = false;
  tombol.addEventListener("click", async () => {
    tombol.disabled = true;
    try {
      const [jawaban] = await Promise.all([
        fetch(tombol.dataset.geojson),
        muat("link", "href", tombol.dataset.gaya),
        muat("script", "src", tombol.dataset.leaflet),
      ]);
      if (!jawaban.ok) throw new Error(jawaban.statusText);
      gambar(await jawaban.json());
    } catch {
      tombol.textContent = "Peta geser tidak dapat dimuat; coba lagi";
      tombol.disabled = false;
    }
  });
})();
